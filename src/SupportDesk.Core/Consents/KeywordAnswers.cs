using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
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
    /// <summary>Queues the answer to a keyword that changed something, or asked for help. May be said again after a crash: the answer's id is the text's.</summary>
    public async Task AnswerAsync(Ticket ticket, Message text, SpokenWord word, CancellationToken cancellation)
    {
        var number = numbers.For(text.SupportNumber);
        var answer = number.Fill(TemplateFor(word.Keyword, number));
        var reason = answer.Length == 0 ? "none is configured"
            : text.CarrierKeyword is not null ? "the carrier says that it has answered"
            : CarrierAnswers(number, text.Gateway) ? "the carrier answers keywords itself"
            : await automatic.WhyNeverAsync(ticket, text.At, cancellation);
        if (reason is null)
            await outbox.QueueAsync(outbox.WriteAutomatic(ticket, Consent.AnswerId(text.Id), answer), cancellation);
        else
            log.KeywordNotAnswered(text.Id, reason);
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
