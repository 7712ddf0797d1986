using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Automation;

/// <summary>Answers texts by the rules.</summary>
public sealed class RuleAnswers(IDocumentStore store, ReplyRules rules, IReplyTemplates templates, AutomaticReplies automatic, Outbox outbox, SupportNumbers numbers, IOptions<DeskOptions> options, ILogger<RuleAnswers> log)
{
    /// <summary>Of a minute's automatic answers to one customer, so many are looked at for one by a rule.</summary>
    private const int Newest = 20;

    /// <summary>The rule that answers a text; null when none does, or the rules are such that nobody can tell: the text must be filed all the same.</summary>
    public async Task<RuleMatch?> MatchAsync(Message text, bool isFirst, CancellationToken cancellation)
    {
        try
        {
            return (await rules.PresentAsync(cancellation)).Match(new(text.Text, text.SupportNumber, text.At, isFirst));
        }
        catch (Exception error) when (error is not (OperationCanceledException or StoreUnavailableException) || error.InnerException is JsonException or FormatException)
        {
            log.RulesFailed(error, text.Id);
            return null;
        }
    }

    /// <summary>The answer as it would be sent; empty when there is nothing to say.</summary>
    public string Fill(RuleMatch match, Message text, string code) =>
        templates.Fill(match.Rule.Template, ReplyFields.Of(match, text, code, numbers.For(text.SupportNumber)))?.Trim() ?? "";

    /// <summary>Null when the answer was queued, now or before a crash; else why not. The same text is answered once, however often this is said.</summary>
    public async Task<Withheld?> AnswerAsync(RuleMatch match, Ticket ticket, Message text, IReadOnlyList<Message> before, CancellationToken cancellation)
    {
        var id = Message.AnswerId(text.Id);
        var words = Fill(match, text, ticket.Code);
        var reason = words.Length == 0 ? Withheld.Empty
            : await WhyNotNowAsync(text, cancellation) ?? await automatic.WhyNotAsync(ticket, text, before, cancellation);
        if (await automatic.UnlessQueuedAsync(id, reason, cancellation) is { } withheld)
            return withheld;
        await outbox.QueueAsync(outbox.WriteAutomatic(ticket, id, words).Select(part => part with { RuleName = match.Rule.Name }), cancellation);
        return null;
    }

    /// <summary>A burst of texts gets one answer.</summary>
    private async Task<Withheld?> WhyNotNowAsync(Message text, CancellationToken cancellation)
    {
        var lately = Query<Message>.Under(MessageIndexes.Automatic, text.CustomerNumber, text.SupportNumber) with
        {
            Above = IndexKey.Of(text.CustomerNumber, text.SupportNumber, IndexKey.Time(text.At - options.Value.AnswerPause)),
        };
        var answers = options.Value.AnswerPause == TimeSpan.Zero ? [] : await store.QueryAsync(lately.NewestFirst().Take(Newest), cancellation);
        return answers.Any(answer => answer.RuleName is not null) ? Withheld.Burst : null;
    }
}
