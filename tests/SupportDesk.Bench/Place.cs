using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.MongoServer;
using SupportDesk.Storage;
using SupportDesk.Storage.Mongo;
using SupportDesk.Storage.Sqlite;

namespace SupportDesk.Bench;

/// <summary>Where a measured desk keeps its documents: a folder of its own, or a database of its own on a MongoDB server.</summary>
internal sealed class Place : IDisposable
{
    /// <summary>Null: SQLite. Set once, before anything is measured.</summary>
    private static string? server;

    private readonly string name = $"bench-{Guid.NewGuid():N}";

    public string Folder { get; } = Directory.CreateTempSubdirectory("supportdesk-bench-").FullName;

    /// <summary>Empty for SQLite.</summary>
    public string MongoUri => server is null ? "" : $"{server}{name}";

    public static bool IsMongo => server is not null;

    /// <summary>Has all places be on MongoDB: the server of MONGODB_TEST_URI (which must end before the database), else one of its own that syncs every commit.</summary>
    public static async Task<IAsyncDisposable?> UseMongoAsync()
    {
        if (Environment.GetEnvironmentVariable("MONGODB_TEST_URI") is { Length: > 0 } named)
        {
            server = named;
            return null;
        }

        var own = await LocalServer.StartAsync(durable: true);
        server = own.Uri;
        return own;
    }

    public IMovableStore Open() => IsMongo
        ? MongoStore.Open(new MongoOptions { Uri = MongoUri }, DeskDocuments.All, NullLogger<MongoStore>.Instance)
        : SqliteStore.Open(new SqliteOptions { DataFolder = Folder }, DeskDocuments.All, NullLogger<SqliteStore>.Instance);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
