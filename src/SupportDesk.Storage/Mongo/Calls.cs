using SupportDesk.Storage.Mongo.Bson;
using SupportDesk.Storage.Mongo.Native;

namespace SupportDesk.Storage.Mongo;

/// <summary>What became of a write.</summary>
internal enum Written
{
    Done,

    /// <summary>No document has that id at that version.</summary>
    NotFound,

    /// <summary>Another document holds the id of an insert.</summary>
    IdTaken,

    /// <summary>Another document holds one of the unique keys.</summary>
    KeyTaken,
}

/// <summary>
/// Calls that come to an end: what was not done is tried again, and where the connection broke the document itself tells whether it was.
/// </summary>
/// <param name="lanes">Carry them out.</param>
/// <param name="look">Options of finding a document to tell whether it is stored for good.</param>
internal sealed class Calls(Lanes lanes, byte[] look)
{
    private const int MostTries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);

    /// <summary>A read may simply be said again.</summary>
    public Task<T> ReadAsync<T>(Func<MongoClient, T> read, CancellationToken cancellation) => RunAsync(
        async () => (true, await lanes.RunAsync(read, cancellation)),
        () => Task.FromResult<(bool, T)>((false, default!)),
        cancellation);

    /// <exception cref="StoreUnavailableException">Also when the document is there already, but not for good.</exception>
    public async Task<Written> InsertAsync(string collection, byte[] document, string id, CancellationToken cancellation)
    {
        var written = await RunAsync(
            () => WriteAsync(client => client.Insert(collection, document), null, cancellation),
            async () => (await IsStoredAsync(collection, id, document, cancellation), Written.Done),
            cancellation);
        written = await InTruthAsync(written, collection, id, document, cancellation);
        return written is Written.KeyTaken && await IsIdTakenAsync(collection, id, cancellation) ? Written.IdTaken : written;
    }

    /// <exception cref="StoreUnavailableException">
    /// Nobody can know whether it was written: the connection broke, and when it was asked again somebody else had saved the document since.
    /// </exception>
    public async Task<Written> ReplaceAsync(string collection, string id, long version, byte[] replacement, CancellationToken cancellation)
    {
        var selector = Collection.Selector(id, version);
        var troubled = false;
        var written = await RunAsync(
            () => WriteAsync(client => client.Replace(collection, selector, replacement), "matchedCount", cancellation),
            async () =>
            {
                troubled = true;
                return (await IsStoredAsync(collection, id, replacement, cancellation), Written.Done);
            },
            cancellation);
        written = await InTruthAsync(written, collection, id, replacement, cancellation);
        return troubled && written is Written.NotFound ? throw new StoreUnavailableException("The connection to MongoDB broke, and it is not known whether the document was saved.") : written;
    }

    public Task<Written> UpdateAsync(string collection, byte[] selector, byte[] update, CancellationToken cancellation) => RunAsync(
        () => WriteAsync(client => client.Update(collection, selector, update), "matchedCount", cancellation),
        () => Task.FromResult<(bool, Written)>((false, default)),
        cancellation);

    public Task<Written> DeleteAsync(string collection, string id, long version, CancellationToken cancellation)
    {
        var selector = Collection.Selector(id, version);
        return RunAsync(
            () => WriteAsync(client => client.Delete(collection, selector), "deletedCount", cancellation),
            () => Task.FromResult<(bool, Written)>((false, default)),
            cancellation);
    }

    /// <summary>A command that may be said twice.</summary>
    public Task<byte[]> CommandAsync(byte[] command, CancellationToken cancellation) => RunAsync(
        async () => (true, await lanes.RunAsync(client => client.Write(command), cancellation)),
        () => Task.FromResult<(bool, byte[])>((false, [])),
        cancellation);

    /// <summary>The document as it is stored now, as BSON.</summary>
    public Task<byte[]?> StoredAsync(string collection, string id, CancellationToken cancellation) =>
        ReadAsync(client => First(client, collection, Collection.Selector(id), MongoReads.One), cancellation);

    private async Task<bool> IsStoredAsync(string collection, string id, byte[] document, CancellationToken cancellation) =>
        await StoredForGoodAsync(collection, id, cancellation) is { } stored && stored.AsSpan().SequenceEqual(document);

    /// <summary>The server's message names no field: whether it was the id, the document itself tells.</summary>
    private async Task<bool> IsIdTakenAsync(string collection, string id, CancellationToken cancellation)
    {
        if (await StoredForGoodAsync(collection, id, cancellation) is not null)
            return true;
        return await StoredAsync(collection, id, cancellation) is null ? false : throw MongoException.WithoutMajority().Unavailable();
    }

    private Task<byte[]?> StoredForGoodAsync(string collection, string id, CancellationToken cancellation) =>
        ReadAsync(client => First(client, collection, Collection.Selector(id), look), cancellation);

    /// <summary>
    /// A write that seems to have come too late may have met itself: where a reply is lost the library says it again without a word, and not every server knows
    /// that it is the same one.
    /// </summary>
    private async Task<Written> InTruthAsync(Written written, string collection, string id, byte[] document, CancellationToken cancellation) =>
        written is not Written.Done && await IsStoredAsync(collection, id, document, cancellation) ? Written.Done : written;

    private static byte[]? First(MongoClient client, string collection, byte[] filter, byte[] options)
    {
        byte[]? found = null;
        client.Find(collection, filter, options, document => found = document.ToArray());
        return found;
    }

    private async Task<(bool, Written)> WriteAsync(Func<MongoClient, byte[]> write, string? counted, CancellationToken cancellation)
    {
        try
        {
            var reply = await lanes.RunAsync(write, cancellation);
            return (true, counted is null || (BsonReader.Find(reply, System.Text.Encoding.ASCII.GetBytes(counted), out var count) && count.Number > 0) ? Written.Done : Written.NotFound);
        }
        catch (MongoException error) when (error.IsDuplicateKey)
        {
            return (true, Written.KeyTaken);
        }
    }

    /// <summary>
    /// Tries; after trouble of any kind looks whether it was done, as the library may have tried it before by itself; and tries again, waiting twice as
    /// long each time.
    /// </summary>
    private static async Task<T> RunAsync<T>(Func<Task<(bool Done, T Result)>> attempt, Func<Task<(bool Done, T Result)>> look, CancellationToken cancellation)
    {
        for (var (tries, pause) = (1, FirstPause); ; tries++, pause *= 2)
        {
            try
            {
                var (done, result) = tries > 1 ? await look() : (false, default!);
                return done ? result : (await attempt()).Result;
            }
            catch (MongoException error) when (tries < MostTries && (error.IsWriteConflict || error.IsUncertain))
            {
                await Task.Delay(pause * (1 + Random.Shared.NextDouble()), TimeProvider.System, cancellation);
            }
            catch (MongoException error)
            {
                throw error.Unavailable();
            }
        }
    }
}
