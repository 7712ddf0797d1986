using SupportDesk.Agents;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Tickets;

/// <summary>What agents do with tickets.</summary>
public sealed class TicketDesk(IDocumentStore store, Outbox outbox, OutgoingMedia media, ConsentDesk consents, IDeskEvents events, DeskClock clock)
{
    private const int Batch = 100;

    public Task<Ticket?> FindAsync(string code, CancellationToken cancellation) =>
        TicketCode.Normalize(code) is { } id ? store.FindAsync<Ticket>(id, cancellation) : Task.FromResult<Ticket?>(null);

    /// <summary>What the ticket's customer has consented to; null when nothing ever happened to that.</summary>
    public Task<Consent?> ConsentAsync(Ticket ticket, CancellationToken cancellation) =>
        consents.FindAsync(ticket.SupportNumber, ticket.CustomerNumber, cancellation);

    /// <summary>The texts of a ticket, oldest first: the newest <paramref name="limit"/> before the given key (null: up to the last).</summary>
    public async Task<IReadOnlyList<Message>> MessagesAsync(string code, string? before, int limit, CancellationToken cancellation)
    {
        var query = Query<Message>.Under(MessageIndexes.Timeline, code).NewestFirst().Take(limit);
        var newestFirst = await store.QueryAsync(before is null ? query : query.After(before), cancellation);
        return [.. newestFirst.Reverse()];
    }

    /// <summary>One text of a ticket's conversation; null when it has none with that id.</summary>
    public async Task<Message?> MessageAsync(string code, string id, CancellationToken cancellation) =>
        await store.FindAsync<Message>(id, cancellation) is { } text && text.TicketId == code ? text : null;

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
        Upload? upload = null;
        for (var attempt = 1; ; attempt++)
        {
            if (await FindAsync(code, cancellation) is not { } ticket)
                return new ReplyResult.NoSuchTicket();
            if (!Originator.Stored(ticket.CustomerNumber).CanBeAnswered)
                return new ReplyResult.CannotBeAnswered();
            if (await TextAsync(ticket, draft.Id, cancellation) is not null)
            {
                var again = outbox.Write(ticket, draft, by);
                if (await IsSameAsync(ticket, again, draft, cancellation))
                    return await RepeatedAsync(ticket, again);
                draft = draft with { Id = Guid.NewGuid().ToString("N") };
            }

            if (ticket.AnsweredSince(draft) is { } meanwhile)
                return new ReplyResult.AnsweredMeanwhile(meanwhile, await TextAsync(ticket, meanwhile.MessageId, cancellation));
            if (media.Problems(ticket, draft.Files) is { Count: > 0 } problems)
                return new ReplyResult.PicturesRefused(problems, media.OfferFor(ticket)?.Limits.AreTooLarge(draft.Files) is true);
            if (draft.Files.Count > 0 && upload?.MessageId != draft.Id)
                upload = await media.StoreAsync(ticket, draft, cancellation);
            var texts = outbox.Write(ticket, draft, by, upload?.Files);
            try
            {
                // The ticket first: its version is what lets only one of two agents through. From here on the answer is safe,
                // and an agent who has left the page meanwhile takes nothing back.
                var answered = await store.SaveAsync(ticket.Answer(texts), cancellation);
                await TryHandOverAsync(answered, texts, upload);
                return new ReplyResult.Queued(texts);
            }
            catch (ConflictException) when (attempt < 20)
            {
            }
        }
    }

    /// <summary>Queues the answers that tickets still hold, because the process died or the store failed before they were queued.</summary>
    public async Task HandOverWaitingAsync(CancellationToken cancellation)
    {
        foreach (var ticket in await store.QueryAsync(new Query<Ticket>(TicketIndexes.Unqueued).Take(Batch).PassingOverUnreadable(), cancellation))
            await HandOverAsync(ticket, ticket.Unqueued, cancellation);
    }

    /// <summary>The form was sent before, and the ticket has its answer; what it still holds is queued.</summary>
    private async Task<ReplyResult> RepeatedAsync(Ticket ticket, IReadOnlyList<Message> texts)
    {
        await TryHandOverAsync(ticket, ticket.Unqueued, null);
        return new ReplyResult.Queued(texts);
    }

    private async Task TryHandOverAsync(Ticket answered, IReadOnlyList<Message> texts, Upload? upload)
    {
        try
        {
            await HandOverAsync(answered, texts, CancellationToken.None);
            if (upload is not null)
                await media.KeepAsync(upload, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The ticket holds the texts; they are queued when the store is there again.
        }
    }

    /// <summary>May be done twice, on two nodes at once: each text is stored once.</summary>
    private async Task HandOverAsync(Ticket ticket, IReadOnlyList<Message> texts, CancellationToken cancellation)
    {
        await outbox.QueueAsync(texts, cancellation);
        await store.ReviseAsync(ticket, holding => holding.HandOver(texts), cancellation);
        await events.TicketChangedAsync(ticket.Id, cancellation);
    }

    private async Task<Message?> TextAsync(Ticket ticket, string id, CancellationToken cancellation) =>
        ticket.Unqueued.FirstOrDefault(text => text.Id == id) ?? await store.FindAsync<Message>(id, cancellation);

    /// <summary>False when a form that was sent before comes back with another text or other pictures (the browser's back button): that is another answer.</summary>
    private async Task<bool> IsSameAsync(Ticket ticket, IReadOnlyList<Message> texts, ReplyDraft draft, CancellationToken cancellation)
    {
        foreach (var text in texts)
        {
            if (await TextAsync(ticket, text.Id, cancellation) is not { } sent || !IsSame(sent, text, draft))
                return false;
        }

        return await TextAsync(ticket, Outbox.PartId(draft.Id, texts.Count), cancellation) is null;
    }

    private static bool IsSame(Message sent, Message text, ReplyDraft draft) =>
        sent.Text == text.Text && (text.Id != draft.Id || sent.Attachments.Select(picture => picture.Digest).SequenceEqual(draft.Files.Select(file => file.Digest)));

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
