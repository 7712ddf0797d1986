// Writes into a data folder until it is killed, and says on its output what was acknowledged, so that a test can look whether it is there.
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Storage;
using SupportDesk.Storage.Sqlite;
using SupportDesk.StoreWriter;

try
{
    await using var store = SqliteStore.Open(new SqliteOptions { DataFolder = args[0] }, [Entry.Stored], NullLogger<SqliteStore>.Instance);
    await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => WriteAsync(store, $"{args[1]}{caller:00}")));
    return 0;
}
catch (StoreUnavailableException error)
{
    Console.Error.WriteLine(error.Message);
    return 3;
}

static async Task WriteAsync(SqliteStore store, string caller)
{
    await store.InsertAsync(new Entry { Id = $"{caller}-tally" }, CancellationToken.None);
    var tally = new Entry { Id = $"{caller}-tally", Version = 1 };
    for (var count = 1; ; count++)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{caller}-{count:000000}");
        await store.InsertAsync(new Entry { Id = id, Count = count }, CancellationToken.None);
        tally = await store.SaveAsync(tally with { Count = count }, CancellationToken.None);
        Console.WriteLine(id);
    }
}
