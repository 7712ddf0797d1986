using Microsoft.Extensions.Logging.Abstractions;

namespace SupportDesk.Storage.Sqlite;

public sealed class SqliteCompliance : DocumentStoreCompliance
{
    private readonly string folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
    private SqliteStore? open;

    protected override Task<IDocumentStore> OpenAsync(params DocumentType[] types) =>
        Task.FromResult<IDocumentStore>(open = SqliteStore.Open(new SqliteOptions { DataFolder = folder }, types, NullLogger<SqliteStore>.Instance));

    protected override async Task CloseAsync() => await open!.DisposeAsync();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
