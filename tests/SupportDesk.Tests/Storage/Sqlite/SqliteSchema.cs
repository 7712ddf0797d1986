using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Storage.Sqlite.Native;
using SupportDesk.Storage.Sqlite.Writing;

namespace SupportDesk.Storage.Sqlite;

public sealed class SqliteSchema : SqliteFolder
{
    [Fact]
    public async Task No_statement_scans_or_sorts()
    {
        await using (Open([.. Web.Hosting.Store.Documents, Note.Stored]))
        {
        }
        using var connection = Connection.ForReading(Database);

        foreach (var table in Web.Hosting.Store.Documents.Append(Note.Stored).Select(type => new Table(type)))
        {
            foreach (var sql in (string[])[table.Find, table.Exists, table.StoredKeys, table.Save(0), table.Delete, .. table.Keys.SelectMany(key => (string[])[key.Ascending, key.Descending, key.Count])])
                PlanOf(connection, sql).Should().StartWith($"SEARCH {table.Type.Name} USING").And.NotContainAny($"SCAN {table.Type.Name}", "TEMP B-TREE");
        }
    }

    [Fact]
    public async Task Each_commit_is_synced_to_the_disk_before_anybody_is_told()
    {
        await using (Open())
        {
        }
        using var writing = new WritingConnection(Database, new SqliteOptions { DataFolder = Folder }, NullLogger.Instance);
        var connection = writing.Open();

        connection.Texts("PRAGMA journal_mode").Should().Equal("wal");
        connection.Texts("PRAGMA synchronous").Should().Equal("2");
    }

    [Fact]
    public async Task The_column_of_an_index_that_is_no_longer_declared_goes_with_it()
    {
        await using (var store = Open(Memo.Before))
            await store.InsertAsync(new Memo { Id = "m1", Rank = 1 }, None);
        Memo.Declared = Memo.After;
        await using (Open(Memo.After))
        {
        }

        using var connection = Connection.ForReading(Database);
        connection.Texts("SELECT name FROM pragma_table_info('memos')").Should().BeEquivalentTo("id", "version", "json", "key_by_rank");
    }

    [Fact]
    public async Task The_file_can_be_read_with_any_SQLite_tool()
    {
        await FillAsync(1);
        using var connection = Connection.ForReading(Database);

        connection.Texts("SELECT json ->> 'Place' || ' ' || version FROM notes WHERE id = 'n0'").Should().Equal("p0000 1");
    }

    [Fact]
    public void A_write_that_waits_can_be_taken_back_and_one_that_began_cannot()
    {
        var waiting = new ProofWrite();
        waiting.TakeBack(None);
        var begun = new ProofWrite();
        begun.TryBegin().Should().BeTrue();
        begun.TakeBack(None);

        waiting.TryBegin().Should().BeFalse();
        waiting.Task.IsCanceled.Should().BeTrue();
        begun.Task.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_stores_nothing()
    {
        await using var store = Open();

        await FluentActions.Awaiting(() => store.InsertAsync(new Note { Id = "n1" }, new CancellationToken(true))).Should().ThrowAsync<OperationCanceledException>();

        (await store.FindAsync<Note>("n1", None)).Should().BeNull();
    }

    [Fact]
    public void A_missing_library_is_one_clear_sentence()
    {
        NativeLibraries.Know("nowhere", ["libnowhere.so.9"], "Install it.");

        FluentActions.Invoking(() => NativeLibraries.Load("nowhere")).Should().Throw<StoreUnavailableException>().WithMessage("Install it.");
    }

    private static string PlanOf(Connection connection, string sql)
    {
        var plan = connection.Prepare($"EXPLAIN QUERY PLAN {sql}");
        var details = new List<string>();
        while (plan.Step())
            details.Add(plan.Text(3));
        return string.Join("; ", details.Where(detail => !detail.StartsWith("CO-ROUTINE", StringComparison.Ordinal)));
    }
}
