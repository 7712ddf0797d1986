using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Storage.Sqlite;

namespace SupportDesk.Tests.Gateways.Simulator;

/// <summary>A real store that takes no message while the test says so, as a disk does that is full for a moment.</summary>
internal sealed class FailingStore(SqliteStore inner) : IDocumentStore, IAsyncDisposable
{
    public bool IsFull { get; set; }

    public Task<T?> FindAsync<T>(string id, CancellationToken cancellation)
        where T : Document, IStored<T> => inner.FindAsync<T>(id, cancellation);

    public Task<IReadOnlyList<T>> QueryAsync<T>(Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T> => inner.QueryAsync(query, cancellation);

    public Task<int> CountAsync<T>(Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T> => inner.CountAsync(query, cancellation);

    public Task<bool> InsertAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T> =>
        IsFull && document is Message ? Task.FromException<bool>(new StoreUnavailableException("The disk is full.")) : inner.InsertAsync(document, cancellation);

    public Task<T> SaveAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T> => inner.SaveAsync(document, cancellation);

    public Task DeleteAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T> => inner.DeleteAsync(document, cancellation);

    public Task CheckWritableAsync(CancellationToken cancellation) => inner.CheckWritableAsync(cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
