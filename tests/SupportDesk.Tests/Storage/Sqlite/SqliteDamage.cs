namespace SupportDesk.Storage.Sqlite;

public sealed class SqliteDamage : SqliteFolder
{
    [Fact]
    public void Garbage_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(Database, new string('g', 10_000));

        OpeningIsRefused($"{Database} is damaged or not a SupportDesk database;*");

        File.ReadAllText(Database).Should().Be(new string('g', 10_000));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(40_000)]
    public async Task A_file_that_was_cut_off_is_refused(int length)
    {
        await FillAsync(500);
        using (var file = File.OpenWrite(Database))
            file.SetLength(length);

        OpeningIsRefused($"{Database} is *damaged*restore a backup.*");
    }

    [Fact]
    public async Task A_file_that_is_missing_beside_its_journal_is_not_begun_anew()
    {
        await FillAsync(1);
        File.Move(Database, In("supportdesk.db-wal"));

        OpeningIsRefused("* is missing, but its journal *");
    }

    [Fact]
    public async Task Damaged_pages_are_noticed_and_never_taken_for_missing_documents()
    {
        await FillAsync(1_000);
        using (var file = File.OpenWrite(Database))
        {
            file.Position = 30 * 4096;
            file.Write(Enumerable.Repeat((byte)0x5a, 40 * 4096).ToArray());
        }
        await using var store = Open();

        var refused = 0;
        for (var at = 0; at < 1_000; at++)
            refused += await IsRefusedAsync(store, $"n{at}") ? 1 : 0;

        refused.Should().BePositive();
    }

    [Fact]
    public async Task A_document_whose_JSON_is_damaged_is_refused()
    {
        await FillAsync(1);
        Execute("UPDATE notes SET json = '{\"Id\":'");
        await using var store = Open();

        await FluentActions.Awaiting(() => store.FindAsync<Note>("n0", None)).Should().ThrowAsync<StoreUnavailableException>();
        await FluentActions.Awaiting(() => store.QueryAsync(new Query<Note>(Note.ByPlace), None)).Should().ThrowAsync<StoreUnavailableException>();
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        await FillAsync(1);
        Execute("PRAGMA application_id = 7");

        OpeningIsRefused($"{Database} is not a SupportDesk database.");
    }

    [Fact]
    public async Task A_file_of_a_newer_program_is_refused()
    {
        await FillAsync(1);
        Execute("PRAGMA user_version = 2");

        OpeningIsRefused("* was written by a newer SupportDesk *");
    }

    /// <summary>True when the store said that it cannot; a document that it did find is right.</summary>
    private static async Task<bool> IsRefusedAsync(SqliteStore store, string id)
    {
        try
        {
            var note = await store.FindAsync<Note>(id, None);
            note.Should().NotBeNull(id);
            note!.Id.Should().Be(id);
            return false;
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
    }
}
