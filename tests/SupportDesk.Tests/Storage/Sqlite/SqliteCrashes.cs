using SupportDesk.StoreWriter;

namespace SupportDesk.Storage.Sqlite;

public sealed class SqliteCrashes : SqliteFolder
{
    [Fact]
    public async Task Every_acknowledged_write_outlives_kill_9_again_and_again()
    {
        var acknowledged = new List<string>();
        foreach (var run in "abc")
        {
            using var writer = StoreWriterProcess.Start(Folder, run);
            acknowledged.AddRange(await writer.AcknowledgedAsync(2_000));
            acknowledged.AddRange(await writer.KillAsync());
        }

        acknowledged.Should().HaveCountGreaterThanOrEqualTo(6_000);
        await using var store = Open(Entry.Stored);
        foreach (var id in acknowledged)
            (await store.FindAsync<Entry>(id, None)).Should().NotBeNull(id);
        foreach (var caller in acknowledged.GroupBy(id => id[..3]))
            await TallyShouldBeAsync(store, caller.Key, caller.Count());
    }

    [Fact]
    public async Task A_journal_longer_than_its_limit_is_folded_in_while_writing()
    {
        await using (var store = Open())
        {
            for (var round = 0; round < 12; round++)
                await Task.WhenAll(Enumerable.Range(0, 16).Select(at => store.InsertAsync(new Note { Id = $"{round}-{at}", Text = new string('x', 400_000) }, None)));
            new FileInfo(Database).Length.Should().BeGreaterThan(16_000_000);
        }

        await using var again = Open();
        (await again.FindAsync<Note>("11-15", None))!.Text.Should().HaveLength(400_000);
    }

    [Fact]
    public async Task A_disk_that_fails_to_write_refuses_and_keeps_what_was_acknowledged()
    {
        using var writer = StoreWriterProcess.StartWithoutRoom(Folder, 'a');
        var acknowledged = await writer.AcknowledgedAsync();
        var (code, error) = await writer.EndAsync();

        code.Should().Be(3);
        error.Should().Contain("failed to read or write");
        acknowledged.Should().NotBeEmpty();
        await using var store = Open(Entry.Stored);
        foreach (var id in acknowledged)
            (await store.FindAsync<Entry>(id, None)).Should().NotBeNull(id);
        (await store.InsertAsync(new Entry { Id = "after" }, None)).Should().BeTrue();
    }

    /// <summary>The write after the last acknowledged one may or may not have been stored; one further cannot.</summary>
    private static async Task TallyShouldBeAsync(SqliteStore store, string caller, int acknowledged)
    {
        var tally = await store.FindAsync<Entry>($"{caller}-tally", None);
        tally!.Count.Should().BeInRange(acknowledged, acknowledged + 1);
        tally.Version.Should().Be(tally.Count + 1);
    }
}
