using System.Runtime.CompilerServices;
using System.Text.Json;
using SupportDesk.Storage.Sqlite.Native;
using SupportDesk.Storage.Sqlite.Reading;
using SupportDesk.Storage.Sqlite.Writing;

namespace SupportDesk.Storage.Sqlite;

/// <summary>Everything in the file, for moving it.</summary>
internal sealed class SqliteContents(string file, IReadOnlyDictionary<DocumentType, Table> tables, Readers readers, Writer writer) : IDocumentTarget
{
    private const int Page = 200;

    public string Name => file;

    public async Task<long> CountAsync(DocumentType type, CancellationToken cancellation) =>
        await readers.ReadAsync(static (connection, table) => connection.Number($"SELECT count(*) FROM {table.Name}"), tables[type], cancellation);

    public async IAsyncEnumerable<StoredDocument> ReadAsync(DocumentType type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? last = null;
        List<StoredDocument> page;
        do
        {
            page = await readers.ReadAsync(PageAfter, (tables[type], last), cancellation);
            foreach (var document in page)
                yield return document;
            last = page is [.., var end] ? end.Id : last;
        }
        while (page.Count > 0);
    }

    public async Task<string?> UnfinishedFromAsync(CancellationToken cancellation) =>
        await readers.ReadAsync(static (connection, _) => MoveNote.Find(connection), 0, cancellation);

    public Task BeginAsync(string source, CancellationToken cancellation) => writer.RunAsync(new NoteWrite(source), cancellation);

    public Task EndAsync(CancellationToken cancellation) => writer.RunAsync(new NoteWrite(null), cancellation);

    public async Task InsertAsync(DocumentType type, IReadOnlyList<StoredDocument> documents, CancellationToken cancellation)
    {
        var outcomes = await Task.WhenAll(documents.Select(document => writer.RunAsync(new InsertWrite(RowOf(type, document)), cancellation)));
        for (var at = 0; at < outcomes.Length; at++)
        {
            if (outcomes[at] is Outcome.KeyTaken)
                throw new StoreUnavailableException($"{type.Name} {JsonEncodedText.Encode(documents[at].Id)} cannot be stored: another document holds one of its unique keys.");
        }
    }

    public Task RemoveAsync(DocumentType type, StoredDocument document, CancellationToken cancellation) =>
        writer.RunAsync(new RemoveWrite(tables[type], document.Id), cancellation);

    /// <summary>An inserted row gets the version after the stored one.</summary>
    private Row RowOf(DocumentType type, StoredDocument document) =>
        new(tables[type], document.Id, document.Version - 1, document.Json.ToArray(), [.. document.Keys]);

    private static List<StoredDocument> PageAfter(Connection connection, (Table Table, string? Id) last)
    {
        var rows = connection.Prepare($"SELECT json FROM {last.Table.Name} WHERE id >= ?1 ORDER BY id LIMIT {Page}");
        // The first text above an id, in the order of bytes, is the id and a zero byte.
        rows.Bind(1, last.Id is null ? "" : last.Id + '\0');
        var page = new List<StoredDocument>(Page);
        try
        {
            while (rows.Step())
                page.Add(last.Table.Type.Read(rows.Utf8(0).ToArray()));
            return page;
        }
        catch (JsonException error)
        {
            var before = page is [.., var read] ? read.Id : last.Id ?? "";
            throw new StoreUnavailableException($"The document of {last.Table.Type.Name} that follows \"{JsonEncodedText.Encode(before)}\" cannot be read.", error);
        }
        finally
        {
            rows.Reset();
        }
    }
}
