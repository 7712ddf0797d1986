namespace SupportDesk.Storage.Mongo.Native;

/// <summary>
/// One client of the pool, for one thread: sends a command or writes one document, and gives the reply as BSON.
/// Writes go through the library's collection functions, because those are the ones that it tries again by itself after a broken connection.
/// </summary>
internal sealed unsafe class MongoClient : IDisposable
{
    private readonly nint pool;
    private readonly nint client;
    private readonly string database;
    private readonly Dictionary<string, nint> collections = new(StringComparer.Ordinal);
    private readonly BsonView first = new();
    private readonly BsonView second = new();
    private readonly BsonView reply = new();

    public MongoClient(nint pool, string database)
    {
        this.pool = pool;
        this.database = database;
        client = LibMongoc.PoolPop(pool);
        if (client == 0)
            throw new StoreUnavailableException("All connections to MongoDB are in use.");
    }

    /// <summary>A command that changes something, on the primary.</summary>
    public byte[] Write(ReadOnlySpan<byte> command)
    {
        fixed (byte* bytes = command)
        {
            var done = LibMongoc.WriteCommand(client, database, first.Over(bytes, command.Length), 0, reply.Address, out var error);
            return Reply(done, error);
        }
    }

    /// <summary>A command that only reads; it may be tried again by the library.</summary>
    public byte[] Read(ReadOnlySpan<byte> command)
    {
        fixed (byte* bytes = command)
        {
            var done = LibMongoc.ReadCommand(client, database, first.Over(bytes, command.Length), 0, 0, reply.Address, out var error);
            return Reply(done, error);
        }
    }

    public byte[] Insert(string collection, ReadOnlySpan<byte> document)
    {
        fixed (byte* bytes = document)
        {
            var done = LibMongoc.InsertOne(Collection(collection), first.Over(bytes, document.Length), 0, reply.Address, out var error);
            return Reply(done, error);
        }
    }

    public byte[] Replace(string collection, ReadOnlySpan<byte> selector, ReadOnlySpan<byte> replacement)
    {
        fixed (byte* one = selector, two = replacement)
        {
            var done = LibMongoc.ReplaceOne(Collection(collection), first.Over(one, selector.Length), second.Over(two, replacement.Length), 0, reply.Address, out var error);
            return Reply(done, error);
        }
    }

    public byte[] Update(string collection, ReadOnlySpan<byte> selector, ReadOnlySpan<byte> update)
    {
        fixed (byte* one = selector, two = update)
        {
            var done = LibMongoc.UpdateOne(Collection(collection), first.Over(one, selector.Length), second.Over(two, update.Length), 0, reply.Address, out var error);
            return Reply(done, error);
        }
    }

    public byte[] Delete(string collection, ReadOnlySpan<byte> selector)
    {
        fixed (byte* bytes = selector)
        {
            var done = LibMongoc.DeleteOne(Collection(collection), first.Over(bytes, selector.Length), 0, reply.Address, out var error);
            return Reply(done, error);
        }
    }

    /// <summary>Gives each document that is found to <paramref name="each"/>, in the order of the cursor; later batches come from the server that has it.</summary>
    /// <param name="collection">By name.</param>
    /// <param name="filter">What to find.</param>
    /// <param name="options">Sort, limit, hint, maxTimeMS and so on.</param>
    /// <param name="each">Must not keep the span.</param>
    public void Find(string collection, ReadOnlySpan<byte> filter, ReadOnlySpan<byte> options, Action<ReadOnlySpan<byte>> each)
    {
        nint cursor;
        fixed (byte* one = filter, two = options)
            cursor = LibMongoc.Find(Collection(collection), first.Over(one, filter.Length), second.Over(two, options.Length), 0);
        try
        {
            while (LibMongoc.CursorNext(cursor, out var document))
                each(BsonView.BytesOf(document));
            if (LibMongoc.CursorError(cursor, out var error))
                throw new MongoException(error);
        }
        finally
        {
            LibMongoc.CursorDestroy(cursor);
        }
    }

    public void Dispose()
    {
        foreach (var collection in collections.Values)
            LibMongoc.CollectionDestroy(collection);
        LibMongoc.PoolPush(pool, client);
        first.Dispose();
        second.Dispose();
        reply.Dispose();
    }

    private nint Collection(string name)
    {
        if (!collections.TryGetValue(name, out var collection))
            collections.Add(name, collection = LibMongoc.ClientCollection(client, database, name));
        return collection;
    }

    private byte[] Reply(bool done, in NativeError error)
    {
        var bytes = reply.TakeReply();
        return done ? bytes : throw new MongoException(error);
    }
}
