using SupportDesk.MongoServer;
using SupportDesk.Storage;
using SupportDesk.Storage.Mongo.Native;

namespace SupportDesk.Tests.Support;

/// <summary>
/// The MongoDB server of the whole run: the one that MONGODB_TEST_URI names, else one of its own. Where neither is to be had, tests that
/// ask for it are skipped with the reason. Its own server ends with the run, also when the run is killed.
/// </summary>
public sealed class SharedMongo : IAsyncLifetime
{
    public const string Shared = "MongoDB";

    private static readonly string? Named = Environment.GetEnvironmentVariable("MONGODB_TEST_URI") is { Length: > 0 } uri ? uri : null;

    private LocalServer? server;
    private string? noLibrary;
    private string why = "MONGODB_TEST_URI names a server that does not misbehave on purpose.";

    /// <summary>The run's own server, which can misbehave and be restarted; a test that uses that leaves it well.</summary>
    public LocalServer Server
    {
        get
        {
            Skip.If(server is null, why);
            return server!;
        }
    }

    /// <summary>The address of either server.</summary>
    public string Uri
    {
        get
        {
            Skip.If(noLibrary is not null, noLibrary);
            return Named ?? Server.Uri;
        }
    }

    /// <summary>A database of a test's own, which is dropped when it is disposed.</summary>
    public MongoDatabase NewDatabase() => new(Uri);

    public async Task InitializeAsync()
    {
        try
        {
            // Loads the library that all of these tests go through.
            new MongoPool(Named ?? "mongodb://127.0.0.1").Dispose();
            server = Named is null ? await LocalServer.StartAsync() : null;
        }
        catch (StoreUnavailableException missing)
        {
            noLibrary = missing.Message;
            why = noLibrary;
        }
        catch (InvalidOperationException reason)
        {
            why = $"There is no MongoDB server: {reason.Message}";
        }
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
    }
}

[CollectionDefinition(SharedMongo.Shared)]
public sealed class SharedMongoCollection : ICollectionFixture<SharedMongo>;
