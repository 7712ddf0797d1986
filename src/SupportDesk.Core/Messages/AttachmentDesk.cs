using Microsoft.Extensions.Options;
using SupportDesk.Nodes;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

/// <summary>Fetches what came with texts. The messages are the queue: who fetches claims a message for a while, and one whose node died is anybody's.</summary>
public sealed class AttachmentDesk(IDocumentStore store, Gateways gateways, IDeskEvents events, WakeUp<AttachmentDesk> wakeUp, ThisNode node, DeskClock clock, Random chance, IOptions<OutboxOptions> options)
{
    private const int Batch = 50;
    private const int Together = 4;

    /// <summary>Longer than fetching all attachments of one message takes at most.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Fetches everything that is due.</summary>
    public async Task FetchDueAsync(CancellationToken cancellation)
    {
        var due = new Query<Message>(MessageIndexes.MediaDue).Take(Batch).PassingOverUnreadable() with { Below = IndexKey.Of(IndexKey.Time(clock.Now.AddTicks(1))) };
        while (await store.QueryAsync(due, cancellation) is [.., var last] messages)
        {
            var ours = messages.Where(message => !node.LeavesToAnother(message, message.MediaDueAt!.Value, clock.Now));
            await Parallel.ForEachAsync(ours, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation }, async (message, token) => await FetchAsync(message, token));
            due = due.After(MessageIndexes.MediaDue.KeyOf(last)!);
        }
    }

    /// <summary>An agent asks for a failed attachment once more. False when there is none at that place.</summary>
    public async Task<bool> FetchAgainAsync(string messageId, int place, CancellationToken cancellation)
    {
        if (await store.FindAsync<Message>(messageId, cancellation) is not { } message || place < 0 || place >= message.Attachments.Count)
            return false;
        await store.ReviseAsync(message, failed => failed.FetchAgain(place, clock.Now), cancellation);
        await TellAsync(message, cancellation);
        wakeUp.Ring();
        return true;
    }

    private async Task FetchAsync(Message message, CancellationToken cancellation)
    {
        var due = message.MediaDueAt;
        var claimed = await store.ReviseAsync(message, current => current.MediaDueAt == due ? current.ClaimMedia(clock.Now + Lease) : current, cancellation);
        if (claimed is not { Changed: true, Document: { } ours })
            return;
        message = ours;
        for (var place = 0; place < message.Attachments.Count; place++)
        {
            if (message.Attachments[place].IsWaiting)
                await FetchAsync(message, place, cancellation);
        }
    }

    private async Task FetchAsync(Message message, int place, CancellationToken cancellation)
    {
        var attachment = message.Attachments[place];
        var result = await gateways.For(message.Gateway).FetchAsync(attachment.Address, cancellation);
        if (result is MediaResult.Fetched fetched)
        {
            result = fetched with { ContentType = MediaKind.Of(fetched.Bytes, fetched.ContentType) };
            await store.InsertAsync(MediaFile.Of(message.Id, place, (MediaResult.Fetched)result), cancellation);
        }

        var wait = result is MediaResult.TryLater ? RetrySchedule.DelayAfter(options.Value, attachment.Attempts + 1, null, chance.NextDouble()) : null;
        await store.ReviseAsync<Message>(message.Id, current => current.AfterFetching(place, result, clock.Now + wait), cancellation);
        await TellAsync(message, cancellation);
    }

    private async Task TellAsync(Message message, CancellationToken cancellation)
    {
        // It may have been filed while its pictures were fetched.
        if ((message.TicketId ?? (await store.FindAsync<Message>(message.Id, cancellation))?.TicketId) is { } ticket)
            await events.TicketChangedAsync(ticket, cancellation);
    }
}
