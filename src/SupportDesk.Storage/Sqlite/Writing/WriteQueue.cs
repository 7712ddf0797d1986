using System.Diagnostics.CodeAnalysis;

namespace SupportDesk.Storage.Sqlite.Writing;

/// <summary>
/// The writes that wait for the writer, in the order in which they came. It holds at most one group; whoever comes later waits for room.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never asked for, so it owns nothing; late callers still pass through it.")]
internal sealed class WriteQueue(int capacity)
{
    private readonly SemaphoreSlim room = new(capacity, capacity);
    private readonly object gate = new();
    private List<Write> waiting = new(capacity);
    private bool closed;

    public async ValueTask AddAsync(Write write, CancellationToken cancellation)
    {
        await room.WaitAsync(cancellation);
        lock (gate)
        {
            if (!closed)
            {
                waiting.Add(write);
                if (waiting.Count is 1)
                    Monitor.Pulse(gate);
                return;
            }
        }
        room.Release();
        throw new StoreUnavailableException("The store is closed.");
    }

    /// <summary>Waits for writes and gives all that wait in exchange for the empty list; false when the queue is closed and empty.</summary>
    public bool TakeAll(ref List<Write> group)
    {
        lock (gate)
        {
            while (waiting.Count is 0 && !closed)
                Monitor.Wait(gate);
            (group, waiting) = (waiting, group);
        }
        if (group.Count is 0)
            return false;
        room.Release(group.Count);
        return true;
    }

    /// <summary>Takes no more; what waits is still given out.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
    }
}
