using Microsoft.Extensions.Logging;

namespace SupportDesk.Storage.Sqlite.Writing;

/// <summary>
/// The one thread that writes. It takes whatever waits, makes it durable in one commit, and only then tells the callers.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int MostInGroup = 1024;

    private readonly WriteQueue queue = new(MostInGroup);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WritingConnection connection;
    private readonly ILogger log;
    private bool refused;

    public Writer(WritingConnection connection, ILogger log)
    {
        this.connection = connection;
        this.log = log;
        new Thread(Work) { Name = "SQLite writer", IsBackground = true }.Start();
    }

    /// <summary>What became of the write, once it is durable. It may be cancelled only while it waits.</summary>
    public async Task<Outcome> RunAsync(Write write, CancellationToken cancellation)
    {
        await queue.AddAsync(write, cancellation);
        await using var registration = cancellation.UnsafeRegister(static (state, token) => ((Write)state!).TakeBack(token), write);
        return await write.Task;
    }

    /// <summary>Stores what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await ended.Task;
    }

    private void Work()
    {
        var group = new List<Write>(MostInGroup);
        while (queue.TakeAll(ref group))
        {
            group.RemoveAll(static write => !write.TryBegin());
            if (group.Count > 0)
                Store(group);
            group.Clear();
            connection.FoldJournal();
        }
        connection.Dispose();
        ended.SetResult();
    }

    private void Store(List<Write> group)
    {
        try
        {
            connection.Commit(group);
        }
        catch (StoreUnavailableException error)
        {
            if (!refused)
                log.WritesRefused(group.Count, error.Message, error);
            refused = true;
            foreach (var write in group)
                write.SetException(new StoreUnavailableException(error.Message, error));
            return;
        }
        foreach (var write in group)
            write.Complete();
        if (refused)
            log.WritesResumed();
        refused = false;
    }
}
