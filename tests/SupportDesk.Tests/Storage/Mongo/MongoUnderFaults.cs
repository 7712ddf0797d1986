using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.MongoServer;
using SupportDesk.Tests.Support;

namespace SupportDesk.Storage.Mongo;

/// <summary>The same promises while the server drops replies after carrying commands out, closes connections, answers WriteConflict, and is slow.</summary>
[Collection(SharedMongo.Shared)]
public sealed class MongoUnderFaults(SharedMongo mongo) : DocumentStoreCompliance
{
    private static readonly Faults Trouble = new() { DropReplyEvery = 13, CloseEvery = 17, ConflictEvery = 11, Delay = TimeSpan.FromMilliseconds(1) };

    private MongoDatabase database = null!;
    private Gateway gateway = null!;
    private MongoStore? open;

    /// <summary>After each broken connection the library waits half a second.</summary>
    protected override int Crowd => 15;

    protected override bool ConnectionsBreak => true;

    public override async Task InitializeAsync()
    {
        database = mongo.NewDatabase();
        gateway = new Gateway(mongo.Server.Engine.Port) { Faults = Trouble };
        gateway.Start();
        await base.InitializeAsync();
    }

    protected override Task<IDocumentStore> OpenAsync(params DocumentType[] types) =>
        Task.FromResult<IDocumentStore>(open = MongoStore.Open(new MongoOptions { Uri = database.At(gateway.Uri) }, types, NullLogger<MongoStore>.Instance));

    protected override async Task CloseAsync()
    {
        if (open is not null)
            await open.DisposeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (gateway is not null)
            await gateway.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }
}
