namespace SupportDesk.Storage;

/// <summary>
/// Everything that is stored, collection by collection, for moving it. Not for a desk at work: only <see cref="IDocumentStore"/> keeps its promises to many callers.
/// Every method throws <see cref="StoreUnavailableException"/> when the engine cannot serve, or holds what cannot be read.
/// </summary>
public interface IDocumentSource
{
    /// <summary>Says where it is, without secrets; the same each time.</summary>
    string Name { get; }

    /// <summary>How many documents there are, for showing progress; exact only where nobody writes.</summary>
    Task<long> CountAsync(DocumentType type, CancellationToken cancellation);

    /// <summary>Every document of the type, ordered by the bytes of its id's UTF-8 form.</summary>
    IAsyncEnumerable<StoredDocument> ReadAsync(DocumentType type, CancellationToken cancellation);
}

/// <summary>A store whose documents can be moved as a whole.</summary>
public interface IMovableStore : IDocumentStore, IAsyncDisposable
{
    /// <summary>Everything in it; valid while the store is open.</summary>
    IDocumentTarget Contents { get; }
}

/// <summary>Where everything moves to. From begin to end it is unfinished, and no desk starts on it.</summary>
public interface IDocumentTarget : IDocumentSource
{
    /// <summary>The name of the source whose move is not finished; null when there is none.</summary>
    Task<string?> UnfinishedFromAsync(CancellationToken cancellation);

    /// <summary>Notes that a move from that source is under way.</summary>
    Task BeginAsync(string source, CancellationToken cancellation);

    /// <summary>The move is complete: desks may start.</summary>
    Task EndAsync(CancellationToken cancellation);

    /// <summary>Stores documents as they are, with their versions; one whose id is there already is left out. Durable when it returns.</summary>
    Task InsertAsync(DocumentType type, IReadOnlyList<StoredDocument> documents, CancellationToken cancellation);

    /// <summary>Removes a document; harmless when it is gone.</summary>
    Task RemoveAsync(DocumentType type, StoredDocument document, CancellationToken cancellation);
}
