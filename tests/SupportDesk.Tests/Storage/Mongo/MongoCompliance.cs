using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Storage.Mongo;

[Collection(SharedMongo.Shared)]
public sealed class MongoCompliance(SharedMongo mongo) : DocumentStoreCompliance
{
    private MongoDatabase? database;
    private MongoStore? open;

    protected override Task<IDocumentStore> OpenAsync(params DocumentType[] types)
    {
        database ??= mongo.NewDatabase();
        return Task.FromResult<IDocumentStore>(open = MongoStore.Open(new MongoOptions { Uri = database.Address }, types, NullLogger<MongoStore>.Instance));
    }

    protected override async Task CloseAsync()
    {
        if (open is not null)
            await open.DisposeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }
}
