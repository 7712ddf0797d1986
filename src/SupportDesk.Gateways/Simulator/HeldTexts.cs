using System.Collections.Concurrent;

namespace SupportDesk.Gateways.Simulator;

/// <summary>Holds one text of a handset back until the next one was delivered, so that the two arrive in the wrong order; not for ever, so that none is lost.</summary>
internal sealed class HeldTexts(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> held = new(StringComparer.Ordinal);

    /// <summary>Returns at once when another text is held already: then this is the next one.</summary>
    public async Task WaitForNextAsync(string handset, CancellationToken cancellation)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!held.TryAdd(handset, mine))
            return;
        try
        {
            await mine.Task.WaitAsync(Longest, time, cancellation);
        }
        catch (TimeoutException)
        {
            // No next one came.
        }
        finally
        {
            held.TryRemove(new(handset, mine));
        }
    }

    /// <summary>A text of the handset was delivered.</summary>
    public void Release(string handset)
    {
        if (held.TryRemove(handset, out var waiting))
            waiting.TrySetResult();
    }
}
