using SupportDesk.Storage.Mongo.Bson;
using SupportDesk.Storage.Mongo.Native;

namespace SupportDesk.Storage.Mongo;

/// <summary>The reads of one document type. Each names its index, so that the server cannot fall back to looking at everything.</summary>
internal static class MongoReads
{
    private const int LongestMilliseconds = 10_000;
    private const int PageLength = 200;

    /// <summary>Options of finding one document by its id.</summary>
    public static readonly byte[] One = JustOne().ToArray();

    /// <summary>The same, as a majority of the replica set has it: that is never undone.</summary>
    public static readonly byte[] OneOfMajority = JustOne().BeginDocument("readConcern"u8).String("level"u8, "majority").End().ToArray();

    public static T? Find<T>(MongoClient client, Collection collection, string id)
        where T : Document, IStored<T>
    {
        T? found = null;
        client.Find(collection.Name, Collection.Selector(id), One, document => found = collection.Read<T>(document));
        return found;
    }

    /// <summary>What is passed over is asked for in addition, until there is enough or no more.</summary>
    public static IReadOnlyList<T> Query<T>(MongoClient client, Collection collection, Query<T> query, Unreadable unreadable)
        where T : Document, IStored<T>
    {
        for (var limit = query.Limit; ;)
        {
            var (documents, passedOver) = Slice(client, collection, query.Take(limit), query.PassesOverUnreadable ? unreadable : null);
            if (documents.Count >= query.Limit || documents.Count + passedOver < limit)
                return documents.Count > query.Limit ? documents[..query.Limit] : documents;
            limit = query.Limit + passedOver;
        }
    }

    private static BsonWriter JustOne() => new BsonWriter().Int32("limit"u8, 1).Boolean("singleBatch"u8, true).Int32("maxTimeMS"u8, LongestMilliseconds);

    private static (List<T> Documents, int PassedOver) Slice<T>(MongoClient client, Collection collection, Query<T> query, Unreadable? unreadable)
        where T : Document, IStored<T>
    {
        var options = new BsonWriter()
            .BeginDocument("sort"u8).Int32(Collection.Field(query.Index), query.Descending ? -1 : 1).End()
            .String("hint"u8, query.Index.Name)
            .Int64("limit"u8, query.Limit)
            .Int32("maxTimeMS"u8, LongestMilliseconds);
        var (documents, passedOver) = (new List<T>(), 0);
        client.Find(collection.Name, Collection.Filter(query), options.ToArray(), document =>
        {
            if (TryRead<T>(collection, document, unreadable) is { } read)
                documents.Add(read);
            else
                passedOver++;
        });
        return (documents, passedOver);
    }

    /// <summary>Null when it cannot be read and may be passed over.</summary>
    private static T? TryRead<T>(Collection collection, ReadOnlySpan<byte> document, Unreadable? unreadable)
        where T : Document, IStored<T>
    {
        try
        {
            return collection.Read<T>(document);
        }
        catch (StoreUnavailableException error) when (unreadable is not null)
        {
            unreadable.Note(collection.Name, Collection.IdOf(document), error);
            return null;
        }
    }

    /// <summary>The documents that follow an id in the order of ids; from the first on when it is null.</summary>
    public static List<byte[]> Page(MongoClient client, Collection collection, string? after)
    {
        var filter = new BsonWriter().BeginDocument("_id"u8).String(after is null ? "$gte"u8 : "$gt"u8, after ?? "").End();
        var options = new BsonWriter()
            .BeginDocument("sort"u8).Int32("_id"u8, 1).End()
            .Int32("limit"u8, PageLength)
            .Int32("maxTimeMS"u8, LongestMilliseconds);
        var page = new List<byte[]>();
        client.Find(collection.Name, filter.ToArray(), options.ToArray(), document => page.Add(document.ToArray()));
        return page;
    }

    /// <summary>All documents, by what the server keeps in mind: not exact after it died.</summary>
    public static long Count(MongoClient client, Collection collection)
    {
        var command = new BsonWriter().String("count"u8, collection.Name).Int32("maxTimeMS"u8, LongestMilliseconds);
        return BsonReader.Find(client.Read(command.ToArray()), "n"u8, out var count) ? count.Number : 0;
    }

    public static int Count<T>(MongoClient client, Collection collection, Query<T> query)
        where T : Document, IStored<T>
    {
        var command = new BsonWriter()
            .String("count"u8, collection.Name)
            .Document("query"u8, Collection.Filter(query))
            .Int64("limit"u8, query.Limit)
            .String("hint"u8, query.Index.Name)
            .Int32("maxTimeMS"u8, LongestMilliseconds);
        return BsonReader.Find(client.Read(command.ToArray()), "n"u8, out var count) ? (int)count.Number : 0;
    }
}
