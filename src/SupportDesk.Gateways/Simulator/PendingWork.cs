using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>What the carrier does behind its answers. It ends when the desk stops; whatever goes wrong in it is logged.</summary>
internal sealed class PendingWork : IDisposable
{
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Task, byte> running = new();
    private readonly Lock gate = new();
    private readonly CancellationToken token;
    private volatile bool stopped;

    public PendingWork(ILogger<PendingWork> log) => (this.log, token) = (log, stopping.Token);

    /// <summary>Starts the work; the task ends with it and never fails. Nothing is started any more once the carrier has stopped.</summary>
    public Task Run(Func<CancellationToken, Task> work)
    {
        if (stopped)
            return Task.CompletedTask;
        var task = Task.Run(() => WatchedAsync(work, token), CancellationToken.None);
        running[task] = 0;
        task.ContinueWith(done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    /// <summary>May be said twice, and after the end: a host that is stopped from two sides does so.</summary>
    public async Task StopAsync()
    {
        Cancel();
        await Task.WhenAll(running.Keys);
    }

    public void Dispose()
    {
        Cancel();
        stopping.Dispose();
    }

    private void Cancel()
    {
        lock (gate)
        {
            if (!stopped)
                stopping.Cancel();
            stopped = true;
        }
    }

    private async Task WatchedAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was on its way is in the store; the next start goes on with it.
        }
        catch (StoreUnavailableException error)
        {
            log.CarrierCannotStore(error.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.CarrierFailed(error);
        }
    }
}
