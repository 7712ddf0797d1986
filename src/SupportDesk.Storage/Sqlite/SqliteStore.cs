using System.Text.Json;
using Microsoft.Extensions.Logging;
using SupportDesk.Storage.Sqlite.Native;
using SupportDesk.Storage.Sqlite.Reading;
using SupportDesk.Storage.Sqlite.Writing;

namespace SupportDesk.Storage.Sqlite;

/// <summary>
/// Documents in one SQLite file, for one process. One thread writes and makes many waiting writes durable in one commit; reads have
/// connections of their own and run on the caller's thread. JSON and keys are computed on the caller's thread as well.
/// </summary>
public sealed class SqliteStore : IMovableStore
{
    private readonly Dictionary<DocumentType, Table> tables;
    private readonly FileStream folderLock;
    private readonly Readers readers;
    private readonly Writer writer;
    private readonly Unreadable unreadable;

    private SqliteStore(string file, Dictionary<DocumentType, Table> tables, FileStream folderLock, Readers readers, Writer writer, ILogger logger)
    {
        unreadable = new(logger);
        this.tables = tables;
        this.folderLock = folderLock;
        this.readers = readers;
        this.writer = writer;
        Contents = new SqliteContents(file, tables, readers, writer);
    }

    public IDocumentTarget Contents { get; }

    /// <summary>Takes the data folder, makes or checks the file, and brings it to the declared types and indexes.</summary>
    /// <exception cref="StoreUnavailableException">Says in words for the operator why it cannot be opened.</exception>
    public static SqliteStore Open(SqliteOptions options, IReadOnlyList<DocumentType> types, ILogger<SqliteStore> logger)
    {
        var folder = new DataFolder(options.DataFolder);
        var folderLock = folder.Lock();
        var connection = new WritingConnection(folder.Database, options, logger);
        try
        {
            var tables = types.ToDictionary(type => type, type => new Table(type));
            DatabaseFile.Ensure(folder, options.MustExist);
            DatabaseFile.Prepare(folder, connection.Open(), tables.Values, options.TakesUnfinished, logger);
            return new SqliteStore(folder.Database, tables, folderLock, new Readers(folder.Database), new Writer(connection, logger), logger);
        }
        catch (Exception error)
        {
            connection.Dispose();
            folderLock.Dispose();
            if (error is SqliteException refusal)
                throw refusal.Unavailable(folder.Database);
            throw;
        }
    }

    public async Task<T?> FindAsync<T>(string id, CancellationToken cancellation)
        where T : Document, IStored<T> =>
        await readers.ReadAsync(DocumentReads.Find<T>, (TableOf<T>(), id), cancellation);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T> =>
        await readers.ReadAsync(DocumentReads.Query<T>, (TableOf<T>().KeyOf(query.Index), query, unreadable), cancellation);

    public async Task<int> CountAsync<T>(Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T> =>
        await readers.ReadAsync(DocumentReads.Count<T>, (TableOf<T>().KeyOf(query.Index), query), cancellation);

    public async Task<bool> InsertAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T> =>
        await writer.RunAsync(new InsertWrite(RowOf(document with { Version = 1 }, 0)), cancellation) switch
        {
            Outcome.Done => true,
            Outcome.IdTaken => false,
            var refused => throw Conflict(document, refused),
        };

    public async Task<T> SaveAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        var next = document with { Version = document.Version + 1 };
        return await writer.RunAsync(new SaveWrite(RowOf(next, document.Version)), cancellation) switch
        {
            Outcome.Done => next,
            var refused => throw Conflict(document, refused),
        };
    }

    public async Task DeleteAsync<T>(T document, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        if (await writer.RunAsync(new DeleteWrite(TableOf<T>(), document.Id, document.Version), cancellation) is not Outcome.Done and var refused)
            throw Conflict(document, refused);
    }

    public Task CheckWritableAsync(CancellationToken cancellation) => writer.RunAsync(new ProofWrite(), cancellation);

    /// <summary>Stores what still waits, lets running reads end, and gives the folder back.</summary>
    public async ValueTask DisposeAsync()
    {
        await readers.DisposeAsync();
        await writer.DisposeAsync();
        await folderLock.DisposeAsync();
    }

    private Row RowOf<T>(T document, long storedVersion)
        where T : Document, IStored<T> =>
        new(TableOf<T>(), document.Id, storedVersion, JsonSerializer.SerializeToUtf8Bytes(document, T.Stored.Json), T.Stored.KeysOf(document));

    private Table TableOf<T>()
        where T : Document, IStored<T> =>
        tables.TryGetValue(T.Stored, out var table)
            ? table
            : throw new InvalidOperationException($"{T.Stored.Name} is not among the document types that the store was opened with.");

    private static ConflictException Conflict(Document document, Outcome outcome) => new(outcome is Outcome.KeyTaken
        ? $"Another document holds a unique key of {document.GetType().Name} {document.Id}."
        : $"{document.GetType().Name} {document.Id} was changed meanwhile, or is gone.");
}
