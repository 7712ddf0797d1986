using Microsoft.Extensions.Options;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Tickets;

/// <summary>Decides whether a new ticket is answered by the machine, so that two machines never keep each other busy.</summary>
public sealed class AutomaticReplies(IDocumentStore store, SupportNumbers numbers, IOptions<DeskOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Null when it is answered; else why not, in words for the log.</summary>
    public async Task<string?> WhyNotAsync(Ticket ticket, CancellationToken cancellation)
    {
        if (numbers.For(ticket.SupportNumber).Confirmation.Length == 0)
            return "none is configured";
        if (!Originator.Stored(ticket.CustomerNumber).CanBeAnswered)
            return "the sender cannot be answered";
        if (numbers.IsOurs(ticket.CustomerNumber))
            return "the sender is one of our own numbers";
        return await OpenedLatelyAsync(ticket, cancellation) > options.Value.AutomaticRepliesPerHour
            ? "the sender has had its share of automatic answers for this hour"
            : null;
    }

    private Task<int> OpenedLatelyAsync(Ticket ticket, CancellationToken cancellation)
    {
        var lately = Query<Ticket>.Under(TicketIndexes.ByConversation, ticket.CustomerNumber, ticket.SupportNumber) with
        {
            Above = IndexKey.Of(ticket.CustomerNumber, ticket.SupportNumber, IndexKey.Time(ticket.OpenedAt - Window)),
        };
        return store.CountAsync(lately.Take(options.Value.AutomaticRepliesPerHour + 1), cancellation);
    }
}
