namespace SupportDesk.Storage;

/// <summary>
/// The one port to storage: atomic per document, durable when the task completes.
/// Every method throws <see cref="StoreUnavailableException"/> when the engine cannot serve (full, read-only, away).
/// </summary>
public interface IDocumentStore
{
    Task<T?> FindAsync<T>(string id, CancellationToken cancellation)
        where T : Document, IStored<T>;

    Task<IReadOnlyList<T>> QueryAsync<T>(Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T>;

    /// <summary>How many documents the slice holds, counted no further than its limit: the cost is bounded by the limit.</summary>
    Task<int> CountAsync<T>(Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T>;

    /// <summary>
    /// Stores a new document as version 1. False, and nothing stored, when the id is taken.
    /// <see cref="ConflictException"/> when another document holds one of its unique keys.
    /// </summary>
    Task<bool> InsertAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T>;

    /// <summary>
    /// Replaces the document if it still has the version that was read, and returns it with its new version.
    /// <see cref="ConflictException"/> when it changed or is gone, or when another document holds one of its unique keys.
    /// </summary>
    Task<T> SaveAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T>;

    /// <summary>Removes the document if it still has the version that was read; <see cref="ConflictException"/> when it changed. Harmless when gone.</summary>
    Task DeleteAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T>;

    /// <summary>Proves that a write would be durable now; throws <see cref="StoreUnavailableException"/> otherwise.</summary>
    Task CheckWritableAsync(CancellationToken cancellation);
}

/// <summary>A race was lost: load again, say the verb again, save again.</summary>
public sealed class ConflictException(string message) : Exception(message);

/// <summary>The store cannot serve now. The message says why, in words for the operator; nothing was stored.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
