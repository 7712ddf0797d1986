using SupportDesk.Storage;

namespace SupportDesk.Web.Background;

/// <summary>A worker looks when its bell rings, and every so often; a pass that fails is tried again with the next look.</summary>
public abstract class Worker<TRole>(WakeUp<TRole> wakeUp, TimeProvider time, ILogger log) : BackgroundService
{
    protected TimeProvider Time => time;

    protected abstract TimeSpan PollInterval { get; }

    protected abstract Task PassAsync(CancellationToken cancellation);

    /// <summary>What is still to do when the desk stops; the store is open until it is done.</summary>
    protected virtual Task FinishAsync() => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Let the host finish starting; the first pass goes on where the last process stopped.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(() => PassAsync(stoppingToken), stoppingToken);
            await wakeUp.WaitAsync(PollInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await LookAsync(FinishAsync, CancellationToken.None);
    }

    protected async Task LookAsync(Func<Task> pass, CancellationToken cancellation)
    {
        try
        {
            await pass();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The desk stops; what was not done is in the store and is done at the next start.
        }
        catch (StoreUnavailableException error)
        {
            log.StoreUnavailable(error.Message);
        }
        catch (Exception error)
        {
            log.PassFailed(error, typeof(TRole).Name);
        }
    }
}
