using System.Runtime.InteropServices;

namespace SupportDesk.Storage.Mongo.Native;

/// <summary>The vendor's pool of connections, as the URI describes it: servers, TLS, sign-in, discovery, failover.</summary>
internal sealed class MongoPool : IDisposable
{
    private const int ErrorApi = 2;
    private const int MajorityMilliseconds = 10_000;

    // MongoDB's connection string options: what holds when the URI does not say.
    private const int MostConnections = 100;

    /// <summary>What the URI may say otherwise. Nothing waits for ever: the caller of a webhook is told to try again.</summary>
    private static readonly (string Option, int Milliseconds)[] TimeOuts =
        [("serverselectiontimeoutms", 5_000), ("connecttimeoutms", 5_000), ("sockettimeoutms", 20_000), ("heartbeatfrequencyms", 5_000)];

    private readonly nint pool;

    /// <param name="address">The URI.</param>
    /// <param name="clients">How many are asked for at the same time.</param>
    /// <exception cref="StoreUnavailableException">The URI cannot be used; the sentence names the setting and never the URI, which holds a password.</exception>
    public MongoPool(string address, int clients = 1)
    {
        LibMongoc.Start();
        var uri = LibMongoc.UriNew(address, out var error);
        if (uri == 0)
            throw new StoreUnavailableException($"MONGODB_URI cannot be read: {Words(error, address)}");
        try
        {
            Database = Marshal.PtrToStringUTF8(LibMongoc.UriDatabase(uri)) is { Length: > 0 } database ? database : "supportdesk";
            Complete(uri);
            if (LibMongoc.UriHas(uri, "maxpoolsize") && LibMongoc.UriNumber(uri, "maxpoolsize", 0) is var most && most < clients)
                throw new StoreUnavailableException($"MONGODB_URI cannot be used: its maxPoolSize is {most}, and the desk needs {clients} connections or more; leave it out or raise it.");
            CountsMajority = LibMongoc.WriteConcernIsMajority(LibMongoc.UriWriteConcern(uri));
            pool = LibMongoc.PoolNew(uri, out error);
            if (pool == 0)
                throw new StoreUnavailableException($"MONGODB_URI cannot be used: {Words(error, address)}");
            LibMongoc.PoolSetErrorApi(pool, ErrorApi);
        }
        finally
        {
            LibMongoc.UriDestroy(uri);
        }
    }

    /// <summary>Of the URI, else "supportdesk".</summary>
    public string Database { get; }

    /// <summary>Whether a write counts when a majority has it; the URI may ask for less.</summary>
    public bool CountsMajority { get; }

    /// <exception cref="StoreUnavailableException">All are in use.</exception>
    public MongoClient Client() => new(pool, Database);

    public void Dispose() => LibMongoc.PoolDestroy(pool);

    /// <summary>Durable before it is answered: unless the URI says otherwise, a write counts when a majority has it in its journal.</summary>
    private static void Complete(nint uri)
    {
        foreach (var (option, milliseconds) in TimeOuts)
        {
            if (!LibMongoc.UriHas(uri, option))
                LibMongoc.UriSet(uri, option, milliseconds);
        }
        if (!LibMongoc.UriHas(uri, "retrywrites"))
            LibMongoc.UriSetBool(uri, "retrywrites", true);
        LibMongoc.UriSetAppName(uri, "SupportDesk");
        if (!LibMongoc.WriteConcernIsDefault(LibMongoc.UriWriteConcern(uri)))
            return;
        var concern = LibMongoc.WriteConcernNew();
        LibMongoc.WriteConcernMajority(concern, MajorityMilliseconds);
        LibMongoc.WriteConcernJournal(concern, true);
        LibMongoc.UriSetWriteConcern(uri, concern);
        LibMongoc.WriteConcernDestroy(concern);
    }

    /// <summary>The library quotes parts of the URI in some of its messages; one that holds the password is never repeated.</summary>
    private static string Words(in NativeError error, string address)
    {
        var start = address.IndexOf("//", StringComparison.Ordinal) + 2;
        var at = address.LastIndexOf('@');
        var user = at > start ? address[start..at] : "";
        return error.Message is { Length: > 0 } words && !user.Split(':').Any(part => part.Length > 0 && words.Contains(part, StringComparison.Ordinal))
            ? words
            : "it must look like mongodb://user:password@host:27017/supportdesk?replicaSet=rs0, with reserved characters of the password percent-encoded.";
    }
}
