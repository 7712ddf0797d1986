namespace SupportDesk.Gateways.Simulator;

/// <summary>One lane per handset and direction: texts arrive in the order in which they were sent, however long each one takes.</summary>
internal sealed class Lanes
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> last = new(StringComparer.Ordinal);

    /// <summary>Takes the next place in the lane at once; the work that is returned waits for its turn, whatever became of the work before it.</summary>
    public Func<CancellationToken, Task> Behind(string lane, Func<CancellationToken, Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (gate)
        {
            before = last.GetValueOrDefault(lane, Task.CompletedTask);
            last[lane] = done.Task;
        }

        return async cancellation =>
        {
            try
            {
                await before.WaitAsync(cancellation);
                await work(cancellation);
            }
            finally
            {
                done.SetResult();
            }
        };
    }
}
