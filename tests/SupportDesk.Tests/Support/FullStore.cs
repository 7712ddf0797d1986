using SupportDesk.Messages;
using SupportDesk.Storage;

namespace SupportDesk.Tests.Support;

/// <summary>The real store, with a disk that the test fills and empties.</summary>
internal sealed class FullStore(IDocumentStore inner) : IDocumentStore, IAsyncDisposable
{
    /// <summary>True: no write goes through.</summary>
    public bool IsFull { get; set; }

    /// <summary>True: nothing can be read or written.</summary>
    public bool IsAway { get; set; }

    /// <summary>True: no message can be stored; everything else can.</summary>
    public bool IsFullForMessages { get; set; }

    /// <summary>Happens before a document is saved.</summary>
    public Func<Document, Task>? Saving { get; set; }

    /// <summary>Happens as soon as a document is saved, before whoever saved it goes on.</summary>
    public Action<Document>? Saved { get; set; }

    /// <summary>Happens as soon as a document is inserted, or was there already.</summary>
    public Action<Document>? Inserted { get; set; }

    /// <summary>Happens before the store proves that it can be written.</summary>
    public Func<Task>? Proving { get; set; }

    /// <summary>Happens when documents were read, before whoever asked gets them.</summary>
    public Func<IReadOnlyList<Document>, Task>? Queried { get; set; }

    public Task<T?> FindAsync<T>(string id, CancellationToken cancellation)
        where T : Document, IStored<T> => Read(() => inner.FindAsync<T>(id, cancellation));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        var found = await Read(() => inner.QueryAsync(query, cancellation));
        await (Queried?.Invoke(found) ?? Task.CompletedTask);
        return found;
    }

    public Task<int> CountAsync<T>(Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T> => Read(() => inner.CountAsync(query, cancellation));

    public async Task<bool> InsertAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        var isNew = await Write(() => inner.InsertAsync(document, cancellation), IsFullForMessages && document is Message);
        Inserted?.Invoke(document);
        return isNew;
    }

    public async Task<T> SaveAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        await (Saving?.Invoke(document) ?? Task.CompletedTask);
        var saved = await Write(() => inner.SaveAsync(document, cancellation));
        Saved?.Invoke(saved);
        return saved;
    }

    public Task DeleteAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T> => Write(() => inner.DeleteAsync(document, cancellation));

    public async Task CheckWritableAsync(CancellationToken cancellation)
    {
        await (Proving?.Invoke() ?? Task.CompletedTask);
        await Write(() => inner.CheckWritableAsync(cancellation));
    }

    public ValueTask DisposeAsync() => ((IAsyncDisposable)inner).DisposeAsync();

    private TTask Read<TTask>(Func<TTask> read) => IsAway ? throw new StoreUnavailableException("The store is away.") : read();

    private TTask Write<TTask>(Func<TTask> write, bool refused = false) =>
        IsAway || IsFull || refused ? throw new StoreUnavailableException("The disk is full.") : write();
}
