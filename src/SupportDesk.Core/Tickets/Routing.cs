using Microsoft.Extensions.Logging;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Tickets;

/// <summary>Decides which ticket a customer's text belongs to, and makes that ticket ready to take it.</summary>
public sealed class Routing(IDocumentStore store, SupportNumbers numbers, Random chance, ILogger<Routing> log)
{
    private const int Tries = 20;

    /// <summary>So many of a customer's newest tickets are looked at for the one that was closed last.</summary>
    private const int Remembered = 20;

    /// <summary>
    /// The quoted ticket of the same customer; else the open ticket of the conversation; else the one closed within the reopen window; else a new one.
    /// The ticket is stored; unless it is new, it has not yet received the text.
    /// </summary>
    public async Task<Ticket> TicketForAsync(Message text, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await QuotedAsync(text, cancellation)
                    ?? await OpenAsync(text, cancellation)
                    ?? await RecentlyClosedAsync(text, cancellation)
                    ?? await NewAsync(text, Ticket.Open, cancellation);
            }
            catch (ConflictException) when (attempt < Tries)
            {
                // Another text of the same customer opened the ticket first: the next look finds it.
            }
        }
    }

    /// <summary>
    /// The ticket of a text that asks for no agent: the open one of the conversation, else the newest, which stays closed, else a new one that is closed from the start.
    /// </summary>
    public async Task<Ticket> QuietTicketForAsync(Message text, CancellationToken cancellation)
    {
        var newest = Query<Ticket>.Under(TicketIndexes.ByConversation, text.CustomerNumber, text.SupportNumber).NewestFirst().Take(1);
        if (await OpenAsync(text, cancellation) is { } open)
            return open;
        return await store.QueryAsync(newest, cancellation) is [var closed] ? closed : await NewAsync(text, Ticket.OpenQuietly, cancellation);
    }

    /// <summary>True when a text that follows in the same conversation needs no new decision.</summary>
    public static bool StaysOn(Ticket ticket, Message text) => !ticket.BesideAnother && ticket.IsOpen && TicketCode.QuotedIn(text.Text).Count == 0;

    private async Task<Ticket?> QuotedAsync(Message text, CancellationToken cancellation)
    {
        foreach (var code in TicketCode.QuotedIn(text.Text))
        {
            if (await store.FindAsync<Ticket>(code, cancellation) is { } quoted && IsOf(quoted, text))
                return quoted.IsOpen ? quoted : await ReopenAsync(quoted, text, cancellation);
        }

        return null;
    }

    /// <summary>The main ticket comes last in key order, so "newest first" finds it before those beside it.</summary>
    private async Task<Ticket?> OpenAsync(Message text, CancellationToken cancellation)
    {
        var open = Query<Ticket>.Under(TicketIndexes.OpenConversation, text.CustomerNumber, text.SupportNumber).NewestFirst().Take(1);
        return await store.QueryAsync(open, cancellation) is [var ticket] ? ticket : null;
    }

    private async Task<Ticket?> RecentlyClosedAsync(Message text, CancellationToken cancellation)
    {
        var window = numbers.For(text.SupportNumber).ReopenWindow;
        var newest = Query<Ticket>.Under(TicketIndexes.ByConversation, text.CustomerNumber, text.SupportNumber).NewestFirst().Take(Remembered);
        var tickets = await store.QueryAsync(newest, cancellation);
        return tickets.MaxBy(ticket => ticket.ClosedAt) is { ClosedAt: { } closed } ticket && text.At - closed <= window
            ? await ReopenAsync(ticket, text, cancellation)
            : null;
    }

    private async Task<Ticket> NewAsync(Message text, Func<string, Message, Ticket> open, CancellationToken cancellation)
    {
        for (var collisions = 0; ; collisions++)
        {
            var ticket = open(TicketCode.Draw(chance, collisions), text);
            if (!await store.InsertAsync(ticket, cancellation))
                continue;
            log.TicketOpened(ticket.Id);
            return ticket with { Version = 1 };
        }
    }

    private async Task<Ticket> ReopenAsync(Ticket closed, Message text, CancellationToken cancellation)
    {
        if (!closed.IsNew(text))
            return closed;
        var another = await OpenAsync(text, cancellation) is not null;
        return await store.SaveAsync(another ? closed.ReopenBesideAnother(null, text.At) : closed.Reopen(null, text.At), cancellation);
    }

    private static bool IsOf(Ticket ticket, Message text) =>
        ticket.CustomerNumber == text.CustomerNumber && ticket.SupportNumber == text.SupportNumber;
}
