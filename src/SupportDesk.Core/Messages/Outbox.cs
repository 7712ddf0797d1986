using SupportDesk.Agents;
using SupportDesk.Nodes;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Messages;

/// <summary>Queues outbound texts. The messages are the queue; <see cref="Sending"/> works it off.</summary>
public sealed class Outbox(IDocumentStore store, WaysOut ways, SupportNumbers numbers, IDeskEvents events, WakeUp<Outbox> wakeUp, ThisNode node, DeskClock clock)
{
    /// <summary>An agent's answer as messages: one, or several when it is longer than the gateway takes at once. Pictures go with the first.</summary>
    /// <param name="ticket">The ticket that is answered.</param>
    /// <param name="draft">The answer.</param>
    /// <param name="by">Who wrote it.</param>
    /// <param name="files">Ids under which the draft's files are stored.</param>
    public IReadOnlyList<Message> Write(Ticket ticket, ReplyDraft draft, Author by, IReadOnlyList<string>? files = null) =>
        [.. Outgoing(ticket, draft.Id, draft.Text).Select(text => text with
        {
            Kind = MessageKind.Reply,
            AgentId = by.Id,
            AgentName = by.Name,
            Attachments = text.Id == draft.Id ? [.. (files ?? []).Zip(draft.Files, Attachment.Outgoing)] : [],
        })];

    /// <summary>The one automatic answer to a new ticket; its ids derive from the ticket's, so it can be queued any number of times.</summary>
    public IReadOnlyList<Message> WriteConfirmation(Ticket ticket) =>
        WriteAutomatic(ticket, ticket.ConfirmationId, numbers.For(ticket.SupportNumber, ticket.Gateway).ConfirmationFor(ticket.Code));

    /// <summary>What the desk says by itself. The same id is queued once, however often it is asked for.</summary>
    public IReadOnlyList<Message> WriteAutomatic(Ticket ticket, string id, string words) => [.. Outgoing(ticket, id, words)];

    /// <summary>The id of a part of an answer that is longer than one text; the first has the answer's own.</summary>
    public static string PartId(string id, int index) => index == 0 ? id : $"{id}.{index + 1}";

    /// <summary>Stores the texts, each once, and wakes the sender.</summary>
    public async Task QueueAsync(IEnumerable<Message> texts, CancellationToken cancellation)
    {
        foreach (var text in texts)
            await store.InsertAsync(text, cancellation);
        wakeUp.Ring();
    }

    /// <summary>An agent sends a failed or unconfirmed text once more, as a text of its own. Null when there is no such text, it cannot be sent again, or somebody was faster.</summary>
    public async Task<Message?> SendAgainAsync(string messageId, Author by, CancellationToken cancellation)
    {
        if (await store.FindAsync<Message>(messageId, cancellation) is not { CanBeSentAgain: true } message)
            return null;
        var gateway = numbers.For(message.SupportNumber, message.Gateway).Gateway;
        var again = message.Again(clock.Stamp(), by.Id, by.Name, gateway) with { Node = node.Id };
        var isOurs = await store.InsertAsync(again, cancellation);
        wakeUp.Ring();
        await store.ReviseAsync<Message>(messageId, failed => failed.ReplaceBy(again), cancellation);
        await events.TextChangedAsync(message, cancellation);
        return isOurs ? again : null;
    }

    private IEnumerable<Message> Outgoing(Ticket ticket, string id, string words)
    {
        var number = numbers.For(ticket.SupportNumber, ticket.Gateway);

        // Behind everything that is on the ticket, even when another node's clock, which stamped that, is ahead of ours.
        var now = clock.Stamp();
        var at = now > ticket.LastActivityAt ? now : ticket.LastActivityAt.AddTicks(1);
        return Segments.Split(words, ways.MostSegments(number)).Select((part, index) => new Message
        {
            Id = PartId(id, index),
            Direction = Direction.Outbound,
            Kind = MessageKind.Confirmation,
            SupportNumber = ticket.SupportNumber,
            CustomerNumber = ticket.CustomerNumber,
            TicketId = ticket.Id,
            Text = part,
            At = at.AddTicks(index),
            DueAt = now,
            State = MessageState.Queued,
            Gateway = number.Gateway,
            Node = node.Id,
            Changes = [new(MessageState.Queued, now)],
        });
    }
}
