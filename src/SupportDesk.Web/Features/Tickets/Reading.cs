using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Web.Features.Tickets;

/// <summary>Reads what the inbox shows.</summary>
internal static class Reading
{
    public const int Page = 50;

    /// <summary>A page extended with earlier texts stops growing here; before that point there are pages of their own.</summary>
    public const int LongestConversation = 500;

    /// <summary>Behind a text's key, and before every other: below all signs that ids are made of.</summary>
    private const char JustBehind = '!';

    public static async Task<ListPane> PaneAsync(this TicketList list, ListQuery query, string? current, CancellationToken cancellation)
    {
        var counts = new Dictionary<TicketView, int>();
        foreach (var view in Enum.GetValues<TicketView>())
            counts[view] = await list.CountAsync(view, cancellation);
        var page = query.Words.Length > 0
            ? await list.SearchAsync(query.Words, query.After, cancellation)
            : await list.PageAsync(query.View, query.After, cancellation);
        return new(query, current, page.Items, page.Next, counts);
    }

    /// <summary>A conversation as far as the query asks; when <paramref name="seen"/>, its shown texts count as read.</summary>
    public static async Task<ConversationPane> ConversationAsync(
        this TicketDesk desk, Ticket ticket, ConversationQuery query, ListQuery list, bool seen, CancellationToken cancellation)
    {
        var isPast = query.Before is not null;
        var limit = query is { From: null, Text: null } ? Page : LongestConversation;
        var messages = await desk.MessagesAsync(ticket.Code, query.Before, limit + 1, cancellation);
        if (query.Text is { } id && messages.Count > limit && messages.TakeLast(limit).All(message => message.Id != id) && await desk.MessageAsync(ticket.Code, id, cancellation) is { } far)
            return await desk.ConversationAsync(ticket, new(Before: MessageIndexes.Timeline.KeyOf(far) + JustBehind), list, seen, cancellation);
        var skip = Math.Max(messages.Count - limit, limit == Page ? 0 : Extended(messages, query));
        var shown = messages.Skip(skip).ToList();
        if (seen && !isPast && shown.FindLast(message => message.IsInbound) is { } newest)
            ticket = await desk.SeenAsync(ticket, newest.At, cancellation);
        return new(ticket, shown, skip > 0, isPast, list) { Consent = await desk.ConsentAsync(ticket, cancellation) };
    }

    private static async Task<Ticket> SeenAsync(this TicketDesk desk, Ticket ticket, DateTimeOffset upTo, CancellationToken cancellation)
    {
        try
        {
            return await desk.SeeAsync(ticket.Code, upTo, cancellation) ?? ticket;
        }
        catch (StoreUnavailableException)
        {
            // What was read can be shown all the same; the ticket stays unread.
            return ticket;
        }
    }

    /// <summary>How many of the texts lie before what is shown, which is a page at least.</summary>
    private static int Extended(IReadOnlyList<Message> messages, ConversationQuery query)
    {
        var before = query.Text is { } text
            ? messages.TakeWhile(message => message.Id != text).Count()
            : messages.Count(message => string.CompareOrdinal(MessageIndexes.Timeline.KeyOf(message), query.From) < 0);
        return Math.Min(before, Math.Max(messages.Count - Page, 0)) - (query.Earlier ? Page : 0);
    }
}
