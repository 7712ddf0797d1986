using SupportDesk.MongoServer;
using SupportDesk.Tests.Support;

namespace SupportDesk.Storage.Mongo;

/// <summary>A database of a test's own, reached by a gateway of its own that can fail, be slow, or be away.</summary>
public abstract class BehindGateway(SharedMongo mongo) : IAsyncLifetime
{
    protected SharedMongo Mongo => mongo;

    protected MongoDatabase Database { get; private set; } = null!;

    protected Gateway Gateway { get; private set; } = null!;

    /// <summary>The gateway's slowness passes on it; null: on the system's.</summary>
    protected virtual TimeProvider? Clock => null;

    public virtual Task InitializeAsync()
    {
        Database = mongo.NewDatabase();
        Gateway = new Gateway(mongo.Server.Engine.Port, time: Clock);
        Gateway.Start();
        return Task.CompletedTask;
    }

    /// <summary>A test that was skipped has neither.</summary>
    public virtual async Task DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
    }
}
