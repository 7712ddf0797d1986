using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>What the carrier does behind its answers. It ends when the desk stops; whatever goes wrong in it is logged.</summary>
internal sealed class PendingWork(ILogger<PendingWork> log) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Task, byte> running = new();

    /// <summary>Starts the work; the task ends with it and never fails. Nothing is started any more once the carrier has stopped.</summary>
    public Task Run(Func<CancellationToken, Task> work)
    {
        if (stopping.IsCancellationRequested)
            return Task.CompletedTask;
        var task = Task.Run(() => WatchedAsync(work, stopping.Token));
        running[task] = 0;
        task.ContinueWith(done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Keys);
    }

    public void Dispose() => stopping.Dispose();

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
