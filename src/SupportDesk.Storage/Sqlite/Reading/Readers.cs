using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite.Reading;

/// <summary>A small pool of read-only connections. Each read sees all that was committed before it began.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "Late callers still pass through the semaphore, to be told that the store is closed.")]
internal sealed class Readers(string file) : IAsyncDisposable
{
    /// <summary>How many read at a time.</summary>
    public static readonly int Most = Math.Max(4, 2 * Environment.ProcessorCount);

    private readonly Lock gate = new();
    private readonly ConcurrentBag<Connection> idle = [];
    private readonly SemaphoreSlim free = new(Most, Most);
    private bool closed;
    private Task? closing;

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

    /// <summary>Waits for the reads that run, and closes, however many ask for it at once.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
            return new(closing ??= CloseAsync());
    }

    private async Task CloseAsync()
    {
        for (var taken = 0; taken < Most; taken++)
            await free.WaitAsync();
        closed = true;
        foreach (var connection in idle)
            connection.Dispose();
        free.Release(Most);
    }

    private TResult Read<TState, TResult>(Func<Connection, TState, TResult> read, TState state)
    {
        if (closed)
            throw new StoreUnavailableException("The store is closed.");
        var connection = idle.TryTake(out var pooled) ? pooled : Connect();
        var isSound = true;
        try
        {
            return read(connection, state);
        }
        catch (SqliteException)
        {
            isSound = false;
            throw;
        }
        finally
        {
            if (isSound)
                idle.Add(connection);
            else
                connection.Dispose();
        }
    }

    private Connection Connect()
    {
        var connection = Connection.ForReading(file);
        connection.Execute("PRAGMA cache_size = -2048");
        return connection;
    }
}
