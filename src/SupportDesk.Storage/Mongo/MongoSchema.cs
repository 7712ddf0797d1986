using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SupportDesk.Storage.Mongo.Bson;
using SupportDesk.Storage.Mongo.Native;

namespace SupportDesk.Storage.Mongo;

/// <summary>
/// Brings a database to what the program declares: collections, indexes and keys. Said twice, or by several nodes at once, it changes nothing.
/// </summary>
internal sealed class MongoSchema(Calls calls, bool takesUnfinished, ILogger log)
{
    /// <summary>Layout of the database; a program refuses one with a greater number.</summary>
    public const int Version = 1;

    private const string Notes = "supportdesk";
    private const string Layout = "layout";
    private const int Sample = 20;

    /// <summary>What <see cref="IDocumentStore.CheckWritableAsync"/> counts up.</summary>
    public static readonly byte[] Proof = Collection.Selector("proof");

    public static readonly byte[] CountUp = new BsonWriter().BeginDocument("$inc"u8).Int64("Count"u8, 1).End().ToArray();

    public static string NotesCollection => Notes;

    public async Task ApplyAsync(IEnumerable<Collection> collections, CancellationToken cancellation)
    {
        await CheckLayoutAsync(cancellation);
        foreach (var collection in collections)
            await ApplyAsync(collection, cancellation);
        await calls.InsertAsync(Notes, new BsonWriter().String("_id"u8, "proof").Int64("Count"u8, 0).ToArray(), "proof", cancellation);
    }

    private async Task CheckLayoutAsync(CancellationToken cancellation)
    {
        var layout = new BsonWriter().String("_id"u8, Layout).Int32("Version"u8, Version).ToArray();
        await calls.InsertAsync(Notes, layout, Layout, cancellation);
        var stored = await calls.StoredAsync(Notes, Layout, cancellation);
        if (VersionOf(stored) is > Version and var version)
            throw new StoreUnavailableException($"The database was written by a newer SupportDesk (its layout is {version}, this program knows {Version}); use that one.");
        if (!takesUnfinished && await new MoveNote(calls).FindAsync(cancellation) is { } source)
            throw new StoreUnavailableException($"The move from {source} into the database is not finished; run it again.");
    }

    private async Task ApplyAsync(Collection collection, CancellationToken cancellation)
    {
        var found = await IndexesAsync(collection, cancellation);
        foreach (var (name, definition) in found)
        {
            if (name != "_id_" && !collection.Type.Indexes.Any(index => index.Name == name && IsAsDeclared(definition, index)))
                await DropAsync(collection, name, cancellation);
        }
        // Before the indexes: a unique one is to be made over keys that are there.
        if (found.Count > 0 && await IsBehindAsync(collection, cancellation))
            log.IndexesFilled(collection.Name, await FillAsync(collection, cancellation));
        foreach (var index in collection.Type.Indexes)
            await CreateAsync(collection, index, cancellation);
    }

    /// <summary>Empty when there is no such collection.</summary>
    private async Task<Dictionary<string, byte[]>> IndexesAsync(Collection collection, CancellationToken cancellation)
    {
        var command = new BsonWriter().String("listIndexes"u8, collection.Name).BeginDocument("cursor"u8).Int32("batchSize"u8, 1000).End().ToArray();
        var reply = await calls.ReadAsync(client =>
        {
            try
            {
                return client.Read(command);
            }
            catch (MongoException error) when (error.IsIndexNotFound)
            {
                return null;
            }
        }, cancellation);
        return reply is null ? [] : IndexesOf(reply);
    }

    private static Dictionary<string, byte[]> IndexesOf(byte[] reply)
    {
        var indexes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (!BsonReader.Find(reply, "cursor"u8, out var cursor) || !BsonReader.Find(cursor.Value, "firstBatch"u8, out var batch))
            return indexes;
        for (var index = new BsonReader(batch.Value); index.Next();)
        {
            if (BsonReader.Find(index.Value, "name"u8, out var name))
                indexes[Encoding.UTF8.GetString(name.Value)] = index.Value.ToArray();
        }
        return indexes;
    }

    private static bool IsAsDeclared(byte[] definition, DocumentIndex index) =>
        BsonReader.Find(definition, "key"u8, out var key) && BsonReader.Find(key.Value, Collection.Field(index), out _)
        && (BsonReader.Find(definition, "unique"u8, out var unique) && unique.Kind is BsonKind.Boolean && unique.Boolean) == index.IsUnique;

    private async Task DropAsync(Collection collection, string name, CancellationToken cancellation)
    {
        var command = new BsonWriter().String("dropIndexes"u8, collection.Name).String("index"u8, name).ToArray();
        await calls.ReadAsync(client =>
        {
            try
            {
                return client.Write(command);
            }
            catch (MongoException error) when (error.IsIndexNotFound)
            {
                // Another node was faster.
                return [];
            }
        }, cancellation);
        log.IndexDropped(name, collection.Name);
    }

    private async Task CreateAsync(Collection collection, DocumentIndex index, CancellationToken cancellation)
    {
        var command = CreateIndex(collection, index);
        var made = await calls.ReadAsync(client =>
        {
            try
            {
                return client.Write(command);
            }
            catch (MongoException error) when (error.IsDuplicateKey)
            {
                return null;
            }
        }, cancellation);
        if (made is null)
            throw new StoreUnavailableException($"The index {index.Name} of {collection.Name} is declared unique, but stored documents share a key.");
    }

    private static byte[] CreateIndex(Collection collection, DocumentIndex index)
    {
        var field = Collection.Field(index);
        var command = new BsonWriter().String("createIndexes"u8, collection.Name).BeginArray("indexes"u8)
            .BeginDocument(BsonWriter.Index(0)).BeginDocument("key"u8).Int32(field, 1).End().String("name"u8, index.Name);
        if (index.IsUnique)
            command.Boolean("unique"u8, true);
        return command.BeginDocument("partialFilterExpression"u8).BeginDocument(field).Boolean("$exists"u8, true).End().End().End().End().ToArray();
    }

    /// <summary>Whether documents were stored by a program that declared other keys: every document of a type is written by the same rules, so a few tell. One that cannot be read says nothing.</summary>
    private async Task<bool> IsBehindAsync(Collection collection, CancellationToken cancellation)
    {
        var behind = false;
        foreach (var order in (int[])[1, -1])
        {
            var options = new BsonWriter().BeginDocument("sort"u8).Int32("_id"u8, order).End().Int32("limit"u8, Sample).ToArray();
            await calls.ReadAsync(client =>
            {
                client.Find(collection.Name, new BsonWriter().ToArray(), options, document => behind |= TryKeysOf(collection, document) is { } keys && !keys.SequenceEqual(collection.StoredKeys(document)));
                return behind;
            }, cancellation);
        }
        return behind;
    }

    /// <summary>Computes the keys of every document anew; returns how many were changed. Who saves a document meanwhile writes its keys too.</summary>
    private async Task<int> FillAsync(Collection collection, CancellationToken cancellation)
    {
        var (filled, last) = (0, (string?)null);
        while (true)
        {
            var page = await calls.ReadAsync(client => MongoReads.Page(client, collection, last), cancellation);
            if (page.Count == 0)
                return filled;
            foreach (var document in page)
            {
                last = Collection.IdOf(document);
                filled += await FillAsync(collection, document, last, cancellation) ? 1 : 0;
            }
        }
    }

    private async Task<bool> FillAsync(Collection collection, byte[] document, string id, CancellationToken cancellation)
    {
        var keys = TryKeysOf(collection, document)
            ?? throw new StoreUnavailableException($"The document {id} of {collection.Name} cannot be read, so the new indexes cannot be filled.");
        if (keys.SequenceEqual(collection.StoredKeys(document)))
            return false;
        var update = new BsonWriter().BeginDocument("$set"u8);
        collection.WriteKeys(update, keys);
        return await calls.UpdateAsync(collection.Name, Collection.Selector(id, VersionOf(document)), update.End().ToArray(), cancellation) is Written.Done;
    }

    private static string?[]? TryKeysOf(Collection collection, ReadOnlySpan<byte> document)
    {
        try
        {
            return collection.Type.KeysOf(Collection.Json(document).Span);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return null;
        }
    }

    private static long? VersionOf(byte[]? document) => document is not null && BsonReader.Find(document, "Version"u8, out var version) ? version.Number : null;
}
