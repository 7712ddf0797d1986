using System.Runtime.ExceptionServices;

namespace SupportDesk.Messages;

/// <summary>
/// The conversations that are being sent to: each once, and only so many at a time. Whoever starts one does not wait for its end, so a provider
/// that does not answer holds up its own conversation alone.
/// </summary>
/// <param name="most">Conversations at a time.</param>
/// <param name="wakeUp">Rings when a conversation was asked for while it was under way, so that what came in behind it is looked for.</param>
internal sealed class Underway(int most, WakeUp<Outbox> wakeUp) : IDisposable
{
    private readonly SemaphoreSlim free = new(most);

    /// <summary>What is being sent, and whether it was asked for again; every use holds the lock.</summary>
    private readonly Dictionary<(string SupportNumber, string CustomerNumber), (Task Send, bool Again)> sends = [];

    private ExceptionDispatchInfo? failure;

    /// <summary>Starts the sending as soon as there is room, unless that conversation is under way.</summary>
    public async Task StartAsync((string SupportNumber, string CustomerNumber) conversation, Func<Task> send, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        lock (sends)
        {
            if (sends.TryGetValue(conversation, out var running))
            {
                sends[conversation] = running with { Again = true };
                free.Release();
            }
            else
            {
                sends[conversation] = (Task.Run(() => RunAsync(conversation, send, cancellation), CancellationToken.None), false);
            }
        }
    }

    /// <summary>Until all that was started has ended.</summary>
    /// <exception cref="Exception">What ended a sending since the last call.</exception>
    public async Task FinishAsync()
    {
        Task[] running;
        lock (sends)
            running = [.. sends.Values.Select(send => send.Send)];
        await Task.WhenAll(running);
        ThrowFailure();
    }

    /// <summary>Something else went wrong in a pass that goes on all the same.</summary>
    public void Note(Exception error) => failure = ExceptionDispatchInfo.Capture(error);

    /// <summary>One failure speaks for all that came before it was asked for: a store that is full fails them all alike.</summary>
    public void ThrowFailure() => Interlocked.Exchange(ref failure, null)?.Throw();

    public void Dispose() => free.Dispose();

    private async Task RunAsync((string SupportNumber, string CustomerNumber) conversation, Func<Task> send, CancellationToken cancellation)
    {
        try
        {
            await send();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The desk stops; what was not begun is still due at the next start.
        }
        catch (Exception error)
        {
            Note(error);
        }

        End(conversation);
    }

    private void End((string SupportNumber, string CustomerNumber) conversation)
    {
        bool again;
        lock (sends)
            again = sends.Remove(conversation, out var ended) && ended.Again;
        free.Release();
        if (again)
            wakeUp.Ring();
    }
}
