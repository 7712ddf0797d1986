using SupportDesk.Agents;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Tickets;

/// <summary>What agents do with tickets.</summary>
public sealed class TicketDesk(IDocumentStore store, Outbox outbox, IDeskEvents events, DeskClock clock)
{
    public Task<Ticket?> FindAsync(string code, CancellationToken cancellation) =>
        TicketCode.Normalize(code) is { } id ? store.FindAsync<Ticket>(id, cancellation) : Task.FromResult<Ticket?>(null);

    /// <summary>The texts of a ticket, oldest first: the newest <paramref name="limit"/> before the given key (null: up to the last).</summary>
    public async Task<IReadOnlyList<Message>> MessagesAsync(string code, string? before, int limit, CancellationToken cancellation)
    {
        var query = Query<Message>.Under(MessageIndexes.Timeline, code).NewestFirst().Take(limit);
        var newestFirst = await store.QueryAsync(before is null ? query : query.After(before), cancellation);
        return [.. newestFirst.Reverse()];
    }

    /// <summary>An agent has read the ticket up to its newest text at <paramref name="upTo"/>.</summary>
    public Task<Ticket?> SeeAsync(string code, DateTimeOffset upTo, CancellationToken cancellation) =>
        ChangeAsync(code, ticket => ticket.See(upTo), cancellation);

    /// <summary>Closes a ticket, unless the customer wrote since the agent looked.</summary>
    /// <param name="code">The ticket.</param>
    /// <param name="shown">The time of the customer's newest text on the agent's page; null when there was none.</param>
    /// <param name="by">The agent.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<CloseResult> CloseAsync(string code, DateTimeOffset? shown, Author by, CancellationToken cancellation) =>
        await ChangeAsync(code, ticket => ticket.HasTextAfter(shown) ? ticket : ticket.Close(by.Name, clock.Stamp()), cancellation) switch
        {
            null => new CloseResult.NoSuchTicket(),
            { IsOpen: true } open => new CloseResult.TextCameMeanwhile(open),
            var closed => new CloseResult.Closed(closed),
        };

    /// <summary>Opens a closed ticket again; beside the conversation's open ticket when there is one.</summary>
    public async Task<Ticket?> ReopenAsync(string code, Author by, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FindAsync(code, cancellation) is not { } ticket)
                return null;
            var open = await store.QueryAsync(Query<Ticket>.Under(TicketIndexes.OpenConversation, ticket.CustomerNumber, ticket.SupportNumber).Take(1), cancellation);
            try
            {
                return await ChangeAsync(
                    code,
                    closed => open.Count == 0 ? closed.Reopen(by.Name, clock.Stamp()) : closed.ReopenBesideAnother(by.Name, clock.Stamp()),
                    cancellation);
            }
            catch (ConflictException) when (attempt < 20)
            {
                // The customer's text, or another agent, opened one meanwhile: the next look finds it.
            }
        }
    }

    /// <summary>Stores and queues an agent's answer, unless somebody answered since the agent looked.</summary>
    public async Task<ReplyResult> ReplyAsync(string code, ReplyDraft draft, Author by, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FindAsync(code, cancellation) is not { } ticket)
                return new ReplyResult.NoSuchTicket();
            if (!Originator.Stored(ticket.CustomerNumber).CanBeAnswered)
                return new ReplyResult.CannotBeAnswered();
            draft = await FreshAsync(ticket, draft, by, cancellation);
            if (ticket.AnsweredSince(draft) is { } meanwhile)
                return new ReplyResult.AnsweredMeanwhile(meanwhile, await store.FindAsync<Message>(meanwhile.MessageId, cancellation));
            var texts = outbox.Write(ticket, draft, by);
            try
            {
                // The ticket first: its version is what lets only one of two agents through.
                var answered = await store.SaveAsync(ticket.Answer(texts[^1]), cancellation);

                // From here on the ticket says that it is answered: an agent who has left the page meanwhile takes nothing back.
                await outbox.QueueAsync(texts, CancellationToken.None);
                await events.TicketChangedAsync(answered.Id, cancellation);
                return new ReplyResult.Queued(texts);
            }
            catch (ConflictException) when (attempt < 20)
            {
            }
        }
    }

    /// <summary>A form that was sent before and comes back with another text (the browser's back button) is another answer.</summary>
    private async Task<ReplyDraft> FreshAsync(Ticket ticket, ReplyDraft draft, Author by, CancellationToken cancellation)
    {
        foreach (var text in outbox.Write(ticket, draft, by))
        {
            if (await store.FindAsync<Message>(text.Id, cancellation) is { } sent && sent.Text != text.Text)
                return draft with { Id = Guid.NewGuid().ToString("N") };
        }

        return draft;
    }

    private async Task<Ticket?> ChangeAsync(string code, Func<Ticket, Ticket> verb, CancellationToken cancellation)
    {
        if (TicketCode.Normalize(code) is not { } id)
            return null;
        var revised = await store.ReviseAsync(id, verb, cancellation);
        if (revised.Changed)
            await events.TicketChangedAsync(id, cancellation);
        return revised.Document;
    }
}
