namespace SupportDesk.Messages;

/// <summary>
/// What is under way for one support number: its pass, and the conversations that are being sent to, each once, and only so many at a time. Nobody waits
/// for their end, so a provider that does not answer holds up its own conversation, and when it answers none at all its own numbers alone.
/// </summary>
/// <param name="most">Conversations at a time.</param>
/// <param name="wakeUp">Rings when a conversation was asked for while it was under way, so that what came in behind it is looked for.</param>
/// <param name="note">Is told what ended a pass or a sending.</param>
internal sealed class Underway(int most, WakeUp<Outbox> wakeUp, Action<Exception> note) : IDisposable
{
    private readonly SemaphoreSlim free = new(most);

    /// <summary>What is being sent, by customer number, and whether it was asked for again; every use of this and of the pass holds the lock.</summary>
    private readonly Dictionary<string, (Task Send, bool Again)> sends = new(StringComparer.Ordinal);

    private (Task Look, bool Runs, bool Again) pass = (Task.CompletedTask, false, false);

    /// <summary>Starts a pass; one that is under way looks once more.</summary>
    public void Look(Func<Task> look, CancellationToken cancellation)
    {
        lock (sends)
            pass = pass.Runs ? pass with { Again = true } : (Task.Run(() => LookAsync(look, cancellation), CancellationToken.None), true, false);
    }

    /// <summary>Starts the sending as soon as there is room, unless that conversation is under way.</summary>
    public async Task StartAsync(string customerNumber, Func<Task> send, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        lock (sends)
        {
            if (sends.TryGetValue(customerNumber, out var running))
            {
                sends[customerNumber] = running with { Again = true };
                free.Release();
            }
            else
            {
                sends[customerNumber] = (Task.Run(() => SendAsync(customerNumber, send, cancellation), CancellationToken.None), false);
            }
        }
    }

    /// <summary>Until the pass, and all that was started, has ended.</summary>
    public async Task FinishAsync()
    {
        Task looking;
        lock (sends)
            looking = pass.Look;
        await looking;
        Task[] running;
        lock (sends)
            running = [.. sends.Values.Select(send => send.Send)];
        await Task.WhenAll(running);
    }

    public void Dispose() => free.Dispose();

    private async Task LookAsync(Func<Task> look, CancellationToken cancellation)
    {
        do
            await TryAsync(look, cancellation);
        while (LooksAgain());
    }

    private bool LooksAgain()
    {
        lock (sends)
        {
            var again = pass.Again;
            pass = pass with { Runs = again, Again = false };
            return again;
        }
    }

    private async Task SendAsync(string customerNumber, Func<Task> send, CancellationToken cancellation)
    {
        await TryAsync(send, cancellation);
        bool again;
        lock (sends)
            again = sends.Remove(customerNumber, out var ended) && ended.Again;
        free.Release();
        if (again)
            wakeUp.Ring();
    }

    private async Task TryAsync(Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The desk stops; what was not begun is still due at the next start.
        }
        catch (Exception error)
        {
            note(error);
        }
    }
}
