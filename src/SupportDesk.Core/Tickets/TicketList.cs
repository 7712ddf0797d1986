using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Tickets;

/// <summary>Which tickets a list shows.</summary>
public enum TicketView
{
    Open,
    Unread,
    Closed,
    All,
}

/// <summary>One page of tickets, newest activity first.</summary>
/// <param name="Tickets">At most a page.</param>
/// <param name="Next">Where the next page goes on; null on the last page.</param>
public sealed record TicketPage(IReadOnlyList<Ticket> Tickets, string? Next);

/// <summary>Lists and counts tickets. Every cost is bounded by the page, never by the number of tickets.</summary>
public sealed class TicketList(IDocumentStore store)
{
    public const int PageSize = 50;

    /// <summary>Counting stops here; pages show "999+".</summary>
    public const int CountLimit = 1000;

    public async Task<TicketPage> PageAsync(TicketView view, string? after, CancellationToken cancellation)
    {
        var query = QueryFor(view).NewestFirst().Take(PageSize + 1);
        var tickets = await store.QueryAsync(after is null ? query : query.After(after), cancellation);
        return tickets.Count <= PageSize
            ? new(tickets, null)
            : new([.. tickets.Take(PageSize)], query.Index.KeyOf(tickets[PageSize - 1]));
    }

    public Task<int> CountAsync(TicketView view, CancellationToken cancellation) =>
        store.CountAsync(QueryFor(view).Take(CountLimit), cancellation);

    /// <summary>The ticket with that code, or the tickets of that phone number, newest first.</summary>
    public async Task<IReadOnlyList<Ticket>> SearchAsync(string words, CancellationToken cancellation)
    {
        if (TicketCode.Normalize(words) is { } code && await store.FindAsync<Ticket>(code, cancellation) is { } ticket)
            return [ticket];
        return Originator.Read(words) is { } customer
            ? await store.QueryAsync(Query<Ticket>.Under(TicketIndexes.ByConversation, customer.Value).NewestFirst().Take(PageSize), cancellation)
            : [];
    }

    private static Query<Ticket> QueryFor(TicketView view) => view switch
    {
        TicketView.Open => Query<Ticket>.Under(TicketIndexes.ByStatus, nameof(TicketStatus.Open)),
        TicketView.Closed => Query<Ticket>.Under(TicketIndexes.ByStatus, nameof(TicketStatus.Closed)),
        TicketView.Unread => Query<Ticket>.Under(TicketIndexes.Unread, "unread"),
        _ => Query<Ticket>.Under(TicketIndexes.ByActivity, "all"),
    };
}
