using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Web.Features.Messages;

/// <summary>Finds what the desk answered by itself to a text, and the text to such an answer. Ids derive from each other, so nothing is stored for it.</summary>
public sealed class MessageLinks(IDocumentStore store)
{
    public async Task<MessagePage> AddAsync(MessagePage page, CancellationToken cancellation)
    {
        var message = page.Message;
        var ticket = message.TicketId is { } code ? await store.FindAsync<Ticket>(code, cancellation) : null;
        if (!message.IsInbound)
            return AnsweredBy(message, ticket) is { } id ? page with { Answered = await store.FindAsync<Message>(id, cancellation) } : page;
        var answers = new List<Message>();
        foreach (var id in AnswersTo(message, ticket))
        {
            if (await store.FindAsync<Message>(id, cancellation) is { } answer)
                answers.Add(answer);
        }

        return page with { Answers = answers };
    }

    private static string? AnsweredBy(Message message, Ticket? ticket) =>
        ticket is not null && message.Id.Split('.', '~')[0] == ticket.ConfirmationId ? ticket.OpenedBy : message.Answers;

    private static IEnumerable<string> AnswersTo(Message message, Ticket? ticket) =>
        [.. ticket?.OpenedBy == message.Id ? [ticket.ConfirmationId] : Array.Empty<string>(), Message.AnswerId(message.Id), Consent.AnswerId(message.Id)];
}
