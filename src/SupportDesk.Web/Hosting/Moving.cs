using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Nodes;
using SupportDesk.Storage;
using SupportDesk.Storage.Lines;
using SupportDesk.Storage.Mongo;
using SupportDesk.Storage.Moving;
using SupportDesk.Storage.Sqlite;

namespace SupportDesk.Web.Hosting;

/// <summary>The commands that move everything: between the engines, into a file and back. Each returns its exit code.</summary>
internal sealed class Moving(StorageOptions storage, string[] args)
{
    private const int MostNodes = 200;

    private readonly ShownProgress progress = new(Console.Error, TimeProvider.System);

    public async Task<int> ToMongoAsync(CancellationToken stop)
    {
        await using var source = Sqlite(asTarget: false);
        await using var target = Mongo(asTarget: true);
        return await MoveAsync(source.Contents, target.Contents, stop);
    }

    public async Task<int> ToSqliteAsync(CancellationToken stop)
    {
        await using var source = Mongo(asTarget: false);
        await RefuseWhenInUseAsync(source, stop);
        await using var target = Sqlite(asTarget: true);
        return await MoveAsync(source.Contents, target.Contents, stop);
    }

    public async Task<int> ExportAsync(string file, CancellationToken stop)
    {
        await using var source = Configured(asTarget: false);
        if (source is MongoStore)
            await RefuseWhenInUseAsync(source, stop);
        var proof = await Export.WriteAsync(source.Contents, file, Store.Documents, progress, stop);
        return MoveReport.Tell(proof, $"Exported {source.Contents.Name} to {file}.");
    }

    public async Task<int> ImportAsync(string file, CancellationToken stop)
    {
        var source = await ExportFile.OpenAsync(file, Store.Documents, stop);
        await using var target = Configured(asTarget: true);
        return await MoveAsync(source, target.Contents, stop);
    }

    private async Task<int> MoveAsync(IDocumentSource source, IDocumentTarget target, CancellationToken stop)
    {
        var proof = await new Move(source, target, Store.Documents, progress).RunAsync(stop);
        return MoveReport.Tell(proof, $"Moved {source.Name} to {target.Name}.");
    }

    /// <summary>The file has a lock; a database that nodes share has their word that they are there.</summary>
    private async Task RefuseWhenInUseAsync(IMovableStore store, CancellationToken stop)
    {
        var nodes = await store.QueryAsync(Query<Node>.Under(Node.All, "node").Take(MostNodes), stop);
        if (nodes.Any(node => node.IsAtWork(TimeProvider.System.GetUtcNow())) && !args.Contains("--force"))
            throw new StoreUnavailableException($"A desk uses {store.Contents.Name}, or did within the last minute; stop it and wait a minute, or add --force when it is certain that none runs.");
    }

    private IMovableStore Configured(bool asTarget) => storage.MongoUri.Length > 0 ? Mongo(asTarget) : Sqlite(asTarget);

    private SqliteStore Sqlite(bool asTarget) => SqliteStore.Open(
        new SqliteOptions { DataFolder = storage.DataFolder, MustExist = !asTarget, TakesUnfinished = asTarget }, Store.Documents, NullLogger<SqliteStore>.Instance);

    private MongoStore Mongo(bool asTarget) => storage.MongoUri.Length > 0
        ? MongoStore.Open(new MongoOptions { Uri = storage.MongoUri, TakesUnfinished = asTarget }, Store.Documents, NullLogger<MongoStore>.Instance)
        : throw new InvalidSettingException("Storage:MongoUri (MONGODB_URI) must name the MongoDB database.");
}
