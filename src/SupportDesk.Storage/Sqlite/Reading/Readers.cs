using System.Collections.Concurrent;
using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite.Reading;

/// <summary>A small pool of read-only connections. Each read sees all that was committed before it began.</summary>
internal sealed class Readers(string file) : IAsyncDisposable
{
    private static readonly int Most = Math.Max(4, 2 * Environment.ProcessorCount);

    private readonly ConcurrentBag<Connection> idle = [];
    private readonly SemaphoreSlim free = new(Most, Most);

    /// <summary>Reads on the caller's thread once a connection is free.</summary>
    public async ValueTask<TResult> ReadAsync<TState, TResult>(Func<Connection, TState, TResult> read, TState state, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        try
        {
            return Read(read, state);
        }
        catch (SqliteException error)
        {
            throw error.Unavailable(file);
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Waits for the reads that run, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var taken = 0; taken < Most; taken++)
            await free.WaitAsync();
        foreach (var connection in idle)
            connection.Dispose();
        free.Dispose();
    }

    private TResult Read<TState, TResult>(Func<Connection, TState, TResult> read, TState state)
    {
        var connection = idle.TryTake(out var pooled) ? pooled : Connect();
        try
        {
            var result = read(connection, state);
            idle.Add(connection);
            return result;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    private Connection Connect()
    {
        var connection = Connection.ForReading(file);
        connection.Execute("PRAGMA cache_size = -2048");
        return connection;
    }
}
