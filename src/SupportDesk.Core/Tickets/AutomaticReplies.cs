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
            : await WhyNeverAsync(ticket, text.At, toKeyword: false, cancellation) ?? await guard.WhyNotAsync(ticket, text, before, cancellation);

    /// <summary>Null when the machine may answer a text of the ticket's customer that came at that time, whatever it says.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="at">When the text came.</param>
    /// <param name="toKeyword">It is a keyword: what rules answered uses up none of its share, so that STOP and HELP are answered all the same.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Withheld?> WhyNeverAsync(Ticket ticket, DateTimeOffset at, bool toKeyword, CancellationToken cancellation)
    {
        if (!Originator.Stored(ticket.CustomerNumber).CanBeAnswered)
            return Withheld.CannotBeAnswered;
        if (numbers.IsOurs(ticket.CustomerNumber))
            return Withheld.OwnNumber;
        return await AnsweredLatelyAsync(ticket, at, toKeyword, cancellation) >= options.Value.AutomaticRepliesPerHour ? Withheld.HadItsShare : null;
    }

    /// <summary>An answer that was queued before a crash is not withheld afterwards, though it counts itself among those that went out.</summary>
    public async Task<Withheld?> UnlessQueuedAsync(string id, Withheld? reason, CancellationToken cancellation) =>
        reason is { IsTold: true } && await store.FindAsync<Message>(id, cancellation) is not null ? null : reason;

    /// <summary>Rules have their answers within the share of all, so that twice the share holds every answer of both kinds.</summary>
    private async Task<int> AnsweredLatelyAsync(Ticket ticket, DateTimeOffset at, bool toKeyword, CancellationToken cancellation)
    {
        var lately = Query<Message>.Under(MessageIndexes.Automatic, ticket.CustomerNumber, ticket.SupportNumber) with
        {
            Above = IndexKey.Of(ticket.CustomerNumber, ticket.SupportNumber, IndexKey.Time(at - Window)),
        };
        var share = options.Value.AutomaticRepliesPerHour;
        return toKeyword
            ? (await store.QueryAsync(lately.Take((2 * share) + 1), cancellation)).Count(answer => answer.RuleName is null)
            : await store.CountAsync(lately.Take(share + 1), cancellation);
    }
}
