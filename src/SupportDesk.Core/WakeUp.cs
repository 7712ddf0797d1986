namespace SupportDesk;

/// <summary>A bell for the worker of <typeparamref name="TWorker"/>: however often it rings while the worker works, the worker looks once more.</summary>
public sealed class WakeUp<TWorker> : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try
        {
            if (bell.CurrentCount == 0)
                bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two rings at once are one.
        }
    }

    /// <summary>Until the bell rings, or the time has passed.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        using var elapsed = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(elapsed.Token, cancellation);
        try
        {
            await bell.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time has passed.
        }
    }

    public void Dispose() => bell.Dispose();
}
