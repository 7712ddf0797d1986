using SupportDesk.Storage.Mongo.Bson;
using SupportDesk.Storage.Mongo.Native;

namespace SupportDesk.Tests.Support;

/// <summary>A database of a test's own, on a MongoDB server of any kind; it is dropped when it is disposed.</summary>
public sealed class MongoDatabase(string uri) : IAsyncDisposable
{
    public string Name { get; } = $"test-{Guid.NewGuid():N}";

    /// <summary>The server's address with this database in it.</summary>
    public string Address => At(uri);

    /// <summary>The same database by another way to the server.</summary>
    public string At(string server)
    {
        var (hosts, options) = server.IndexOf('?', StringComparison.Ordinal) is > 0 and var mark ? (server[..mark], server[mark..]) : (server, "");
        var path = hosts.IndexOf('/', hosts.IndexOf("//", StringComparison.Ordinal) + 2);
        return $"{(path < 0 ? hosts : hosts[..path])}/{Name}{options}";
    }

    public ValueTask DisposeAsync()
    {
        using var pool = new MongoPool(Address);
        using var client = pool.Client();
        client.Write(new BsonWriter().Int32("dropDatabase"u8, 1).ToArray());
        return ValueTask.CompletedTask;
    }
}
