using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite;

/// <summary>A data folder of a test's own, gone with the test.</summary>
public abstract class SqliteFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("supportdesk-").FullName;

    protected static CancellationToken None => CancellationToken.None;

    protected string Database => In("supportdesk.db");

    protected string In(string name) => Path.Combine(Folder, name);

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected SqliteStore Open(params DocumentType[] types) => Open(new SqliteOptions { DataFolder = Folder }, types);

    private protected static SqliteStore Open(SqliteOptions options, params DocumentType[] types) =>
        SqliteStore.Open(options, types is [] ? [Note.Stored] : types, NullLogger<SqliteStore>.Instance);

    /// <summary>Stores notes n0, n1, … and closes.</summary>
    protected async Task FillAsync(int notes)
    {
        await using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, notes).Select(at =>
            store.InsertAsync(new Note { Id = $"n{at}", Place = $"p{at:0000}", Text = new string('x', 500) }, None)));
    }

    protected void Execute(string sql)
    {
        using var connection = Connection.ForWriting(Database);
        connection.Execute(sql);
    }

    protected void OpeningIsRefused(string why) =>
        FluentActions.Invoking(() => Open()).Should().Throw<StoreUnavailableException>().WithMessage(why);
}
