using SupportDesk.StoreWriter;

namespace SupportDesk.Storage.Sqlite;

public sealed class SqliteBackups : SqliteFolder
{
    private string Copy => In("copy.db");

    private string Elsewhere => In("elsewhere");

    [Fact]
    public async Task A_backup_while_writing_holds_all_that_was_acknowledged_before_and_can_be_restored()
    {
        using var writer = StoreWriterProcess.Start(Folder, 'a');
        var before = await writer.AcknowledgedAsync(1_000);
        SqliteBackup.Backup(Folder, Copy);
        var after = await writer.AcknowledgedAsync(1_000);
        await writer.KillAsync();

        SqliteBackup.Restore(Elsewhere, Copy, TimeProvider.System).Should().BeNull();

        after.Should().HaveCount(1_000);
        await using var store = Open(new SqliteOptions { DataFolder = Elsewhere }, Entry.Stored);
        foreach (var id in before)
            (await store.FindAsync<Entry>(id, None)).Should().NotBeNull(id);
    }

    [Fact]
    public async Task A_backup_from_within_the_desk_leaves_the_desk_at_work()
    {
        await using var store = Open();
        await store.InsertAsync(new Note { Id = "n1" }, None);

        SqliteBackup.Backup(Folder, Copy);
        (await store.InsertAsync(new Note { Id = "n2" }, None)).Should().BeTrue();

        OpeningIsRefused("Another SupportDesk*");
    }

    [Fact]
    public async Task A_backup_is_never_written_over_a_file_and_leaves_nothing_unfinished()
    {
        await FillAsync(1);
        File.WriteAllText(Copy, "mine");

        FluentActions.Invoking(() => SqliteBackup.Backup(Folder, Copy)).Should().Throw<StoreUnavailableException>().WithMessage("* exists already;*");
        FluentActions.Invoking(() => SqliteBackup.Backup(Folder, In("no/such/folder.db"))).Should().Throw<StoreUnavailableException>();
        FluentActions.Invoking(() => SqliteBackup.Backup(Elsewhere, In("other.db"))).Should().Throw<StoreUnavailableException>().WithMessage("There is no database*");

        File.ReadAllText(Copy).Should().Be("mine");
        Directory.GetFiles(Folder, "*.part").Should().BeEmpty();
    }

    [Fact]
    public async Task A_restore_puts_the_former_database_aside_with_its_journal()
    {
        await BackUpAndGoOnUntilKilledAsync();

        var former = SqliteBackup.Restore(Folder, Copy, TimeProvider.System);

        former.Should().StartWith($"{Database}.before-restore-");
        File.Exists(former + "-wal").Should().BeTrue();
        await using (var store = Open(Note.Stored, Entry.Stored))
        {
            (await store.FindAsync<Note>("n2", None)).Should().NotBeNull();
            (await store.CountAsync(new Query<Entry>(Entry.ById), None)).Should().Be(0);
        }
        await AllEntriesAreInAsync(former!);
    }

    [Fact]
    public async Task A_restore_that_is_run_again_brings_the_former_database_and_its_journal_together()
    {
        await BackUpAndGoOnUntilKilledAsync();

        // The first run died between the two moves.
        File.Copy(Copy, Database + ".restoring");
        File.Move(Database, Database + ".before-restore-20260302-090000");

        SqliteBackup.Restore(Folder, Copy, TimeProvider.System).Should().Be(Database + ".before-restore-20260302-090000");

        await AllEntriesAreInAsync(Database + ".before-restore-20260302-090000");
    }

    [Fact]
    public async Task A_journal_whose_database_is_gone_is_given_to_no_other_copy()
    {
        await FillAsync(3);
        SqliteBackup.Backup(Folder, Copy);
        File.Move(Database, Database + ".before-restore-20260101-000000");
        File.WriteAllText(Database + "-wal", "of another database");

        SqliteBackup.Restore(Folder, Copy, TimeProvider.System).Should().BeNull();

        File.Exists(Database + ".before-restore-20260101-000000-wal").Should().BeFalse();
        Directory.GetFiles(Folder, "*.before-restore-*-wal").Should().ContainSingle();
    }

    [Fact]
    public async Task A_restore_is_refused_while_a_desk_runs()
    {
        await FillAsync(1);
        SqliteBackup.Backup(Folder, Copy);
        await using var store = Open();

        FluentActions.Invoking(() => SqliteBackup.Restore(Folder, Copy, TimeProvider.System)).Should().Throw<StoreUnavailableException>().WithMessage("Another SupportDesk already uses*");
    }

    [Theory]
    [InlineData("PRAGMA application_id = 7", "* is not a SupportDesk database.")]
    [InlineData("PRAGMA user_version = 2", "* was written by a newer SupportDesk *")]
    public async Task A_restore_of_what_is_no_backup_is_refused_and_changes_nothing(string change, string why)
    {
        await FillAsync(3);
        Execute(change);
        File.Move(Database, Copy);
        await FillAsync(1);

        FluentActions.Invoking(() => SqliteBackup.Restore(Folder, Copy, TimeProvider.System)).Should().Throw<StoreUnavailableException>().WithMessage(why);

        await using var store = Open();
        (await store.CountAsync(new Query<Note>(Note.ByPlace), None)).Should().Be(1);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_changes_nothing()
    {
        await FillAsync(300);
        SqliteBackup.Backup(Folder, Copy);
        using (var file = File.OpenWrite(Copy))
        {
            file.Position = 10 * 4096;
            file.Write(Enumerable.Repeat((byte)0x5a, 4096).ToArray());
        }

        FluentActions.Invoking(() => SqliteBackup.Restore(Folder, Copy, TimeProvider.System)).Should().Throw<StoreUnavailableException>();

        await using var store = Open();
        (await store.CountAsync(new Query<Note>(Note.ByPlace).Take(1_000), None)).Should().Be(300);
    }

    [Fact]
    public async Task After_an_interrupted_restore_no_empty_desk_is_begun()
    {
        await FillAsync(1);
        File.Move(Database, In("supportdesk.db.restoring"));

        OpeningIsRefused("A restore into * was interrupted; run it again.");
    }

    /// <summary>A backup of three notes, and a journal with a hundred entries that were acknowledged behind it.</summary>
    private async Task BackUpAndGoOnUntilKilledAsync()
    {
        await FillAsync(3);
        SqliteBackup.Backup(Folder, Copy);
        using var writer = StoreWriterProcess.Start(Folder, 'a');
        await writer.AcknowledgedAsync(100);
        await writer.KillAsync();
    }

    /// <summary>Opens what was put aside in a folder of its own.</summary>
    private async Task AllEntriesAreInAsync(string former)
    {
        Directory.CreateDirectory(Elsewhere);
        File.Move(former, Path.Combine(Elsewhere, "supportdesk.db"));
        File.Move(former + "-wal", Path.Combine(Elsewhere, "supportdesk.db-wal"));
        await using var old = Open(new SqliteOptions { DataFolder = Elsewhere }, Entry.Stored);
        (await old.CountAsync(new Query<Entry>(Entry.ById).Take(100), None)).Should().Be(100);
    }
}
