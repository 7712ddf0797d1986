using Microsoft.Extensions.Options;
using SupportDesk.Automation;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Tickets;

/// <summary>Decides whether a customer is answered by the machine, so that two machines never keep each other busy.</summary>
public sealed class AutomaticReplies(IDocumentStore store, ConsentDesk consents, LoopGuard guard, SupportNumbers numbers, IOptions<DeskOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Null when a new ticket is confirmed.</summary>
    public async Task<Withheld?> WhyNotConfirmAsync(Ticket ticket, Message text, IReadOnlyList<Message> before, CancellationToken cancellation) =>
        numbers.For(ticket.SupportNumber).Confirmation.Length == 0 ? Withheld.NotConfigured : await WhyNotAsync(ticket, text, before, cancellation);

    /// <summary>Null when the machine may answer a text that is no keyword. <paramref name="before"/> came just before it and are not stored on the ticket yet.</summary>
    public async Task<Withheld?> WhyNotAsync(Ticket ticket, Message text, IReadOnlyList<Message> before, CancellationToken cancellation) =>
        await consents.FindAsync(ticket.SupportNumber, ticket.CustomerNumber, cancellation) is { IsOptedOut: true }
            ? Withheld.OptedOut
            : await WhyNeverAsync(ticket, text.At, cancellation) ?? await guard.WhyNotAsync(ticket, text, before, cancellation);

    /// <summary>Null when the machine may answer a text of the ticket's customer that came at that time, whatever it says.</summary>
    public async Task<Withheld?> WhyNeverAsync(Ticket ticket, DateTimeOffset at, CancellationToken cancellation)
    {
        if (!Originator.Stored(ticket.CustomerNumber).CanBeAnswered)
            return Withheld.CannotBeAnswered;
        if (numbers.IsOurs(ticket.CustomerNumber))
            return Withheld.OwnNumber;
        return await AnsweredLatelyAsync(ticket, at, cancellation) >= options.Value.AutomaticRepliesPerHour ? Withheld.HadItsShare : null;
    }

    /// <summary>An answer that was queued before a crash is not withheld afterwards, though it counts itself among those that went out.</summary>
    public async Task<Withheld?> UnlessQueuedAsync(string id, Withheld? reason, CancellationToken cancellation) =>
        reason is { IsTold: true } && await store.FindAsync<Message>(id, cancellation) is not null ? null : reason;

    private Task<int> AnsweredLatelyAsync(Ticket ticket, DateTimeOffset at, CancellationToken cancellation)
    {
        var lately = Query<Message>.Under(MessageIndexes.Automatic, ticket.CustomerNumber, ticket.SupportNumber) with
        {
            Above = IndexKey.Of(ticket.CustomerNumber, ticket.SupportNumber, IndexKey.Time(at - Window)),
        };
        return store.CountAsync(lately.Take(options.Value.AutomaticRepliesPerHour + 1), cancellation);
    }
}
