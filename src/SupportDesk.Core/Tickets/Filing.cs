using Microsoft.Extensions.Logging;
using SupportDesk.Messages;
using SupportDesk.Nodes;
using SupportDesk.Storage;

namespace SupportDesk.Tickets;

/// <summary>
/// Puts stored texts on their tickets. A text that waits is in the store, so a pass after a crash goes on where the last one died,
/// and every step may be done twice.
/// </summary>
public sealed class Filing(IDocumentStore store, Routing routing, Outbox outbox, AutomaticReplies automatic, IDeskEvents events, ThisNode node, DeskClock clock, ILogger<Filing> log)
{
    private const int Batch = 500;

    /// <summary>Conversations that are filed at once: enough for their writes to share commits, few enough to leave the processor to the webhooks.</summary>
    private const int Parallelism = 8;

    /// <summary>Texts of one conversation that are saved at once; a flood from one customer must not crowd out the others' webhooks.</summary>
    private const int SavesTogether = 32;

    /// <summary>Files every text that waits, the oldest first. One that cannot be filed holds up no other customer; the next pass tries it again.</summary>
    public async Task FileWaitingAsync(CancellationToken cancellation)
    {
        var query = new Query<Message>(MessageIndexes.Unfiled).Take(Batch);
        IReadOnlyList<Message> waiting;
        do
        {
            waiting = await store.QueryAsync(query, cancellation);
            await Parallel.ForEachAsync(
                waiting.GroupBy(text => (text.CustomerNumber, text.SupportNumber)).Where(IsOurs),
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
                async (conversation, token) => await TryFileAsync([.. conversation], token));
            query = waiting.Count == 0 ? query : query.After(MessageIndexes.Unfiled.KeyOf(waiting[^1])!);
        }
        while (waiting.Count > 0);
    }

    /// <summary>A conversation is left to another node while it has all of its waiting texts in its hands.</summary>
    private bool IsOurs(IEnumerable<Message> texts) => texts.Any(text => !node.LeavesToAnother(text, text.At, clock.Now));

    private async Task TryFileAsync(IReadOnlyList<Message> texts, CancellationToken cancellation)
    {
        try
        {
            await FileAsync(texts, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.FilingFailed(error, texts[0].Id);
        }
    }

    /// <summary>Files texts of one conversation in their order; neighbours on the same ticket cost one save of it.</summary>
    private async Task FileAsync(IReadOnlyList<Message> texts, CancellationToken cancellation)
    {
        for (var at = 0; at < texts.Count;)
        {
            var ticket = await routing.TicketForAsync(texts[at], cancellation);
            var together = 1 + texts.Skip(at + 1).TakeWhile(text => Routing.StaysOn(ticket, text)).Count();
            var run = texts.Skip(at).Take(together).ToList();
            await FileOnAsync(ticket, run, texts, cancellation);
            at += together;
        }
    }

    private async Task FileOnAsync(Ticket ticket, List<Message> texts, IReadOnlyList<Message> waiting, CancellationToken cancellation)
    {
        var revised = await store.ReviseAsync(ticket, current => texts.Aggregate(current.Forget(waiting), (state, text) => state.Receive(text)), cancellation);
        ticket = revised.Document ?? ticket;
        if (texts.Any(text => text.Id == ticket.OpenedBy))
            await ConfirmAsync(ticket, cancellation);
        foreach (var together in texts.Chunk(SavesTogether))
            await Task.WhenAll(together.Select(text => store.ReviseAsync(text, unfiled => unfiled.FileOn(ticket.Id, ticket.PlaceOf(unfiled)), cancellation)));
        DeskMetrics.FilingDelay.Record((clock.Now - texts[0].At).TotalSeconds);
        await events.TicketChangedAsync(ticket.Id, cancellation);
    }

    private async Task ConfirmAsync(Ticket ticket, CancellationToken cancellation)
    {
        if (await automatic.WhyNotAsync(ticket, cancellation) is { } reason)
            log.ConfirmationWithheld(ticket.Id, reason);
        else
            await outbox.QueueAsync(outbox.WriteConfirmation(ticket), cancellation);
    }
}
