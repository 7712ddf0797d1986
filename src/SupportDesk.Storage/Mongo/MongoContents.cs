using System.Runtime.CompilerServices;
using System.Text.Json;
using SupportDesk.Storage.Mongo.Bson;

namespace SupportDesk.Storage.Mongo;

/// <summary>Everything in the database, for moving it.</summary>
internal sealed class MongoContents(string name, IReadOnlyDictionary<DocumentType, Collection> collections, Calls calls) : IDocumentTarget
{
    private readonly MoveNote note = new(calls);

    public string Name => name;

    public Task<long> CountAsync(DocumentType type, CancellationToken cancellation) =>
        calls.ReadAsync(client => MongoReads.Count(client, collections[type]), cancellation);

    public async IAsyncEnumerable<StoredDocument> ReadAsync(DocumentType type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? last = null;
        List<byte[]> page;
        do
        {
            page = await calls.ReadAsync(client => MongoReads.Page(client, collections[type], last), cancellation);
            foreach (var document in page)
            {
                last = Collection.IdOf(document);
                yield return Read(type, document, last);
            }
        }
        while (page.Count > 0);
    }

    public Task<string?> UnfinishedFromAsync(CancellationToken cancellation) => note.FindAsync(cancellation);

    public Task BeginAsync(string source, CancellationToken cancellation) => note.PutAsync(source, cancellation);

    public Task EndAsync(CancellationToken cancellation) => note.RemoveAsync(cancellation);

    public async Task InsertAsync(DocumentType type, IReadOnlyList<StoredDocument> documents, CancellationToken cancellation)
    {
        if (documents.Count is 0 || await TryInsertAllAsync(type, documents, cancellation))
            return;
        await Task.WhenAll(documents.Select(document => InsertAsync(type, document, cancellation)));
    }

    public Task RemoveAsync(DocumentType type, StoredDocument document, CancellationToken cancellation) =>
        calls.DeleteAsync(type.Name, document.Id, document.Version, cancellation);

    /// <summary>Inserts all in one command. False when the server refused one of them or, as some were there already, all: each by itself then tells.</summary>
    private async Task<bool> TryInsertAllAsync(DocumentType type, IReadOnlyList<StoredDocument> documents, CancellationToken cancellation)
    {
        var command = new BsonWriter().String("insert"u8, type.Name).Boolean("ordered"u8, false).BeginArray("documents"u8);
        for (var at = 0; at < documents.Count; at++)
            command.Document(BsonWriter.Index(at), Write(type, documents[at]));
        try
        {
            var reply = await calls.CommandAsync(command.End().ToArray(), cancellation);
            return BsonReader.Find(reply, "n"u8, out var stored) && stored.Number == documents.Count;
        }
        catch (StoreUnavailableException error) when (error.InnerException is null)
        {
            return false;
        }
    }

    private async Task InsertAsync(DocumentType type, StoredDocument document, CancellationToken cancellation)
    {
        try
        {
            var written = await calls.InsertAsync(type.Name, collections[type].Write(document.Id, document.Version, document.Json.Span, document.Keys), document.Id, cancellation);
            if (written is Written.KeyTaken)
                throw new StoreUnavailableException("Another document holds one of its unique keys.");
        }
        catch (StoreUnavailableException error)
        {
            throw CannotStore(type, document, error);
        }
    }

    private byte[] Write(DocumentType type, StoredDocument document)
    {
        try
        {
            return collections[type].Write(document.Id, document.Version, document.Json.Span, document.Keys);
        }
        catch (StoreUnavailableException error)
        {
            throw CannotStore(type, document, error);
        }
    }

    private static StoreUnavailableException CannotStore(DocumentType type, StoredDocument document, StoreUnavailableException error) =>
        new($"{type.Name} {JsonEncodedText.Encode(document.Id)} cannot be stored. {error.Message}", error);

    private static StoredDocument Read(DocumentType type, byte[] bson, string id)
    {
        try
        {
            return type.Read(Collection.Json(bson));
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new StoreUnavailableException($"{type.Name} {JsonEncodedText.Encode(id)} cannot be read.", error);
        }
    }

}
