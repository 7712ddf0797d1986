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

/// <summary>Lists and counts tickets, newest activity first.</summary>
public sealed class TicketList(IDocumentStore store)
{
    public Task<Page<Ticket>> PageAsync(TicketView view, string? after, CancellationToken cancellation) =>
        store.PageAsync(QueryFor(view).NewestFirst(), after, cancellation);

    public Task<int> CountAsync(TicketView view, CancellationToken cancellation) => store.CountedAsync(QueryFor(view), cancellation);

    /// <summary>The ticket with that code, or the tickets of that phone number, those that were opened last first.</summary>
    public async Task<Page<Ticket>> SearchAsync(string words, string? after, CancellationToken cancellation)
    {
        if (TicketCode.Normalize(words) is { } code && await store.FindAsync<Ticket>(code, cancellation) is { } ticket)
            return new([ticket], null);
        return Originator.Read(words) is { } customer
            ? await store.PageAsync(Query<Ticket>.Under(TicketIndexes.ByCustomer, customer.Value).NewestFirst(), after, cancellation)
            : new([], null);
    }

    private static Query<Ticket> QueryFor(TicketView view) => view switch
    {
        TicketView.Open => Query<Ticket>.Under(TicketIndexes.ByStatus, nameof(TicketStatus.Open)),
        TicketView.Closed => Query<Ticket>.Under(TicketIndexes.ByStatus, nameof(TicketStatus.Closed)),
        TicketView.Unread => Query<Ticket>.Under(TicketIndexes.Unread, "unread"),
        _ => Query<Ticket>.Under(TicketIndexes.ByActivity, "all"),
    };
}
