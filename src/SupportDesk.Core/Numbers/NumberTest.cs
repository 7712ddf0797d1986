using SupportDesk.Messages;
using SupportDesk.Nodes;
using SupportDesk.Storage;

namespace SupportDesk.Numbers;

/// <summary>Sends a text from a support number to show that it can, on no ticket.</summary>
public sealed class NumberTest(IDocumentStore store, Outbox outbox, NumberWatch watch, ThisNode node, DeskClock clock)
{
    /// <param name="number">The number to try.</param>
    /// <param name="to">Canonical.</param>
    /// <param name="by">Name of the administrator.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task SendAsync(SupportNumber number, string to, string by, CancellationToken cancellation)
    {
        var now = clock.Stamp();
        var test = new Message
        {
            Id = $"test-{Guid.NewGuid():N}",
            Direction = Direction.Outbound,
            Kind = MessageKind.Test,
            SupportNumber = number.Number,
            CustomerNumber = to,
            Text = $"This is a test of {number.Name}. There is no need to answer.",
            At = now,
            DueAt = now,
            State = MessageState.Queued,
            Gateway = number.Gateway,
            Node = node.Id,
            AgentName = by,
            Changes = [new(MessageState.Queued, now)],
        };
        await outbox.QueueAsync([test], cancellation);
        await watch.ReviseAsync(LastSeen.OfNumber(number.Number), seen => seen with { TestId = test.Id }, cancellation);
    }

    /// <summary>The newest test of a number; null when there was none.</summary>
    public async Task<Message?> NewestAsync(LastSeen seen, CancellationToken cancellation) =>
        seen.TestId is { } id ? await store.FindAsync<Message>(id, cancellation) : null;
}
