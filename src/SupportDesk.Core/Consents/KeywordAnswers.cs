using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportDesk.Automation;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Tickets;

namespace SupportDesk.Consents;

/// <summary>Answers STOP, START and HELP, each text once, where the carrier does not.</summary>
public sealed class KeywordAnswers(
    Outbox outbox,
    AutomaticReplies automatic,
    SupportNumbers numbers,
    Messages.Gateways gateways,
    IOptions<ConsentOptions> options,
    ILogger<KeywordAnswers> log)
{
    /// <summary>Queues the answer to a keyword that changed something, or asked for help. May be said again after a crash: the answer's id is the text's. Gives back what the conversation tells of an answer that was withheld.</summary>
    public async Task<string?> AnswerAsync(Ticket ticket, Message text, SpokenWord word, CancellationToken cancellation)
    {
        var number = numbers.For(text.SupportNumber, text.Gateway);
        var answer = number.Fill(TemplateFor(word.Keyword, number));
        var id = Consent.AnswerId(text.Id);
        var reason = answer.Length == 0 ? Withheld.NotConfigured
            : text.CarrierKeyword is not null ? Withheld.CarrierAnswered
            : CarrierAnswers(number, text.Gateway) ? Withheld.CarrierAnswers
            : await automatic.UnlessQueuedAsync(id, await automatic.WhyNeverAsync(ticket, text.At, toKeyword: true, cancellation), cancellation);
        if (reason is null)
        {
            await outbox.QueueAsync(outbox.WriteAutomatic(ticket, id, answer), cancellation);
            return null;
        }

        log.AnswerWithheld(text.Id, reason.Words);
        return reason.Count().IsTold ? reason.Words : null;
    }

    private string TemplateFor(Keyword keyword, SupportNumber number) => keyword switch
    {
        Keyword.OptOut => options.Value.OptOutAnswer,
        Keyword.Help => number.HelpAnswer ?? options.Value.HelpAnswer,
        _ => options.Value.OptInAnswer,
    };

    private bool CarrierAnswers(SupportNumber number, string gateway) =>
        number.CarrierAnswersKeywords
        ?? (options.Value.CarrierAnswers.TryGetValue(gateway, out var answers) ? answers : gateways.For(gateway).AnswersKeywords);
}
