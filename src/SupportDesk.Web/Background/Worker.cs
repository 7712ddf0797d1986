using SupportDesk.Storage;

namespace SupportDesk.Web.Background;

/// <summary>A worker looks when its bell rings, and every so often; a pass that fails is tried again with the next look.</summary>
public abstract class Worker<TRole>(WakeUp<TRole> wakeUp, TimeProvider time, ILogger log) : BackgroundService
{
    protected TimeProvider Time => time;

    protected abstract TimeSpan PollInterval { get; }

    protected abstract Task PassAsync(CancellationToken cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Let the host finish starting; the first pass goes on where the last process stopped.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await wakeUp.WaitAsync(PollInterval, time, stoppingToken);
        }
    }

    protected async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await PassAsync(cancellation);
        }
        catch (StoreUnavailableException error)
        {
            log.StoreUnavailable(error.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.PassFailed(error, typeof(TRole).Name);
        }
    }
}
