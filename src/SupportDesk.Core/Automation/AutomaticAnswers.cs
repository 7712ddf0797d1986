using Microsoft.Extensions.Logging;
using SupportDesk.Messages;
using SupportDesk.Tickets;

namespace SupportDesk.Automation;

/// <summary>
/// What the desk says by itself to a text that is no keyword: the confirmation of a new ticket, and the answer of a rule. Both go out, unless the rule
/// answers in place of the confirmation.
/// </summary>
public sealed class AutomaticAnswers(AutomaticReplies automatic, RuleAnswers rules, Outbox outbox, ILogger<AutomaticAnswers> log)
{
    /// <summary>
    /// Answers texts that were received on one ticket, in their order. They come back with the reason where they were left without an answer.
    /// May be said again after a crash: each answer's id derives from what it answers.
    /// </summary>
    public async Task<List<Message>> AnswerAsync(Ticket ticket, IReadOnlyList<Message> texts, CancellationToken cancellation)
    {
        var answered = new List<Message>(texts.Count);
        foreach (var text in texts)
            answered.Add(await AnswerAsync(ticket, text, answered, cancellation));
        return answered;
    }

    private async Task<Message> AnswerAsync(Ticket ticket, Message text, IReadOnlyList<Message> before, CancellationToken cancellation)
    {
        var isFirst = text.Id == ticket.OpenedBy;
        var match = await rules.MatchAsync(text, isFirst, cancellation);
        if (match is null && !isFirst)
            return text;
        var instead = match is { Rule.InsteadOfConfirmation: true };
        var reasons = new List<Withheld?>();
        if (isFirst && !instead)
            reasons.Add(await ConfirmAsync(ticket, text, before, cancellation));
        if (match is not null)
            reasons.Add(Note(text, await rules.AnswerAsync(match, ticket, text, before, cancellation)));
        if (isFirst && instead && reasons[^1] is not null)
            reasons.Add(await ConfirmAsync(ticket, text, before, cancellation));
        return reasons.Contains(null) ? text : text with { Unanswered = reasons.FirstOrDefault(reason => reason!.IsTold)?.Words };
    }

    /// <summary>Null when the confirmation was queued, now or before a crash; else why not.</summary>
    private async Task<Withheld?> ConfirmAsync(Ticket ticket, Message text, IReadOnlyList<Message> before, CancellationToken cancellation)
    {
        var reason = await automatic.UnlessQueuedAsync(ticket.ConfirmationId, await automatic.WhyNotConfirmAsync(ticket, text, before, cancellation), cancellation);
        if (reason is null)
            await outbox.QueueAsync(outbox.WriteConfirmation(ticket), cancellation);
        return Note(text, reason);
    }

    private Withheld? Note(Message text, Withheld? reason)
    {
        if (reason is not null)
            log.AnswerWithheld(text.Id, reason.Words);
        return reason?.Count();
    }
}
