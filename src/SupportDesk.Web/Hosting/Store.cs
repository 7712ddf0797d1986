using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Simulator;
using SupportDesk.Storage;
using SupportDesk.Storage.Mongo;
using SupportDesk.Storage.Sqlite;

namespace SupportDesk.Web.Hosting;

/// <summary>Where the documents are (section "Storage").</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Folder of the database file; relative to the folder that the desk is started in.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Connection string of a MongoDB database, which any number of nodes share; empty: the file in the data folder, for one process.</summary>
    public string MongoUri { get; set; } = "";
}

internal sealed class StorageOptionsCheck : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) => string.IsNullOrWhiteSpace(options.DataFolder)
        ? ValidateOptionsResult.Fail("Storage:DataFolder (DATA_FOLDER) must name a folder.")
        : ValidateOptionsResult.Success;
}

internal static class Store
{
    /// <summary>Every document type that the program keeps.</summary>
    public static IReadOnlyList<DocumentType> Documents => [.. DeskDocuments.All, .. SimulatorDocuments.All, ProtectionKey.Stored];

    public static IDocumentStore Open(IServiceProvider services) =>
        Open(services.GetRequiredService<IOptions<StorageOptions>>().Value, services.GetRequiredService<ILoggerFactory>());

    /// <exception cref="StoreUnavailableException">Another process has the folder, or the store cannot be used.</exception>
    public static IDocumentStore Open(StorageOptions options, ILoggerFactory loggers) => options.MongoUri.Length > 0
        ? MongoStore.Open(new MongoOptions { Uri = options.MongoUri }, Documents, loggers.CreateLogger<MongoStore>())
        : SqliteStore.Open(new SqliteOptions { DataFolder = options.DataFolder }, Documents, loggers.CreateLogger<SqliteStore>());
}
