using Microsoft.Extensions.Logging;
using SupportDesk.Storage.Mongo.Native;

namespace SupportDesk.Storage.Mongo;

/// <summary>
/// Documents in a MongoDB database, for any number of processes. A write is answered when a majority of the replica set has it in its journal,
/// unless the connection string says otherwise.
/// </summary>
public sealed class MongoStore : IMovableStore
{
    private readonly Dictionary<DocumentType, Collection> collections;
    private readonly MongoOptions options;
    private readonly MongoPool pool;
    private readonly Lanes lanes;
    private readonly Calls calls;
    private readonly ILogger<MongoStore> log;
    private readonly Unreadable unreadable;
    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();
    private Task? closed;
    private Task preparing = Task.CompletedTask;
    private volatile Exception? notReady;

    private MongoStore(MongoOptions options, IReadOnlyList<DocumentType> types, ILogger<MongoStore> log)
    {
        this.options = options;
        this.log = log;
        unreadable = new(log);
        collections = types.ToDictionary(type => type, type => new Collection(type));
        pool = new MongoPool(options.Uri, options.Lanes);
        lanes = new Lanes(pool, options);
        calls = new Calls(lanes, pool.CountsMajority ? MongoReads.OneOfMajority : MongoReads.One);
    }

    /// <summary>
    /// Opens the database and brings it to the declared types and indexes. While the server is away that goes on behind the scenes, and every call
    /// says that the store is not available.
    /// </summary>
    /// <exception cref="StoreUnavailableException">What waiting cannot mend: a wrong connection string, user or password, a newer database.</exception>
    public static MongoStore Open(MongoOptions options, IReadOnlyList<DocumentType> types, ILogger<MongoStore> log)
    {
        var store = new MongoStore(options, types, log);
        try
        {
            if (!store.TryPrepareAsync().GetAwaiter().GetResult())
                store.preparing = Task.Run(store.PrepareAsync);
            return store;
        }
        catch (StoreUnavailableException)
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    /// <exception cref="StoreUnavailableException">The server is away.</exception>
    public IDocumentTarget Contents
    {
        get
        {
            ThrowIfNotReady();
            return new MongoContents(MongoFault.Place(options.Uri, pool.Database), collections, calls);
        }
    }

    public Task<T?> FindAsync<T>(string id, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        var collection = Of<T>();
        return calls.ReadAsync(client => MongoReads.Find<T>(client, collection, id), cancellation);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        var collection = Of<T>();
        return query.Limit <= 0 ? [] : await calls.ReadAsync(client => MongoReads.Query(client, collection, query, unreadable), cancellation);
    }

    public async Task<int> CountAsync<T>(Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        var collection = Of<T>();
        return query.Limit <= 0 ? 0 : await calls.ReadAsync(client => MongoReads.Count(client, collection, query), cancellation);
    }

    public async Task<bool> InsertAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        var collection = Of<T>();
        return await calls.InsertAsync(collection.Name, collection.Write(document with { Version = 1 }), document.Id, cancellation) switch
        {
            Written.Done => true,
            Written.IdTaken => false,
            _ => throw KeyTaken(document),
        };
    }

    public async Task<T> SaveAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        var collection = Of<T>();
        var next = document with { Version = document.Version + 1 };
        return await calls.ReplaceAsync(collection.Name, document.Id, document.Version, collection.Write(next), cancellation) switch
        {
            Written.Done => next,
            Written.KeyTaken => throw KeyTaken(document),
            _ => throw Changed(document),
        };
    }

    public async Task DeleteAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        var collection = Of<T>();
        if (await calls.DeleteAsync(collection.Name, document.Id, document.Version, cancellation) is not Written.Done
            && await calls.StoredAsync(collection.Name, document.Id, cancellation) is not null)
            throw Changed(document);
    }

    public async Task CheckWritableAsync(CancellationToken cancellation)
    {
        ThrowIfNotReady();
        if (await calls.UpdateAsync(MongoSchema.NotesCollection, MongoSchema.Proof, MongoSchema.CountUp, cancellation) is not Written.Done)
            throw new StoreUnavailableException("The database was emptied while the desk was running; restore a backup, or start the desk again.");
    }

    /// <summary>Lets what was begun come to its end, and closes the connections, however many ask for it at once.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
            return new(closed ??= CloseAsync());
    }

    private async Task CloseAsync()
    {
        await closing.CancelAsync();
        await preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await lanes.DisposeAsync();
        pool.Dispose();
        closing.Dispose();
    }

    private async Task PrepareAsync()
    {
        using var timer = new PeriodicTimer(options.Pause, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(closing.Token))
        {
            try
            {
                if (await TryPrepareAsync())
                {
                    log.DatabaseIsBack();
                    return;
                }
            }
            catch (StoreUnavailableException error)
            {
                // The server is there, but not for us: an operator can mend that while the desk waits.
                notReady = error;
                log.DatabaseIsAway(error.Message);
            }
        }
    }

    /// <summary>False while the server is away.</summary>
    private async Task<bool> TryPrepareAsync()
    {
        try
        {
            await new MongoSchema(calls, options.TakesUnfinished, log).ApplyAsync(collections.Values, closing.Token);
            notReady = null;
            return true;
        }
        catch (StoreUnavailableException error) when (error.InnerException is MongoException)
        {
            if (notReady?.Message != error.Message)
                log.DatabaseIsAway(error.Message);
            notReady = error;
            return false;
        }
    }

    private Collection Of<T>()
        where T : Document, IStored<T>
    {
        ThrowIfNotReady();
        return collections.TryGetValue(T.Stored, out var collection)
            ? collection
            : throw new InvalidOperationException($"{T.Stored.Name} is not among the document types that the store was opened with.");
    }

    private void ThrowIfNotReady()
    {
        if (notReady is { } error)
            throw new StoreUnavailableException(error.Message, error);
    }

    private static ConflictException KeyTaken(Document document) => new($"Another document holds a unique key of {document.GetType().Name} {document.Id}.");

    private static ConflictException Changed(Document document) => new($"{document.GetType().Name} {document.Id} was changed meanwhile, or is gone.");
}
