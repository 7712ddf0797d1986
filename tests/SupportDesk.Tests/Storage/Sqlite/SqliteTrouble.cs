using SupportDesk.Storage.Sqlite.Native;
using SupportDesk.Storage.Sqlite.Reading;

namespace SupportDesk.Storage.Sqlite;

public sealed class SqliteTrouble : SqliteFolder
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_second_store_on_the_folder_is_refused_until_the_first_is_closed()
    {
        var first = Open();
        OpeningIsRefused("Another SupportDesk already uses the data folder*");
        await first.DisposeAsync();

        await using var second = Open();
    }

    [Fact]
    public async Task Two_who_close_the_store_while_it_is_read_both_see_its_end()
    {
        await FillAsync(1);
        var readers = new Readers(Database);
        using var reading = new CountdownEvent(Readers.Most);
        using var goOn = new ManualResetEventSlim();
        var reads = Enumerable.Range(0, Readers.Most).Select(_ => Task.Factory.StartNew(() => readers.ReadAsync(Hold, 0, None).AsTask(), None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToList();
        reading.Wait(Deadline).Should().BeTrue();

        Task[] closings = [readers.DisposeAsync().AsTask(), readers.DisposeAsync().AsTask()];
        closings.Should().NotContain(closing => closing.IsCompleted);
        goOn.Set();

        await Task.WhenAll([.. reads, .. closings]).WaitAsync(Deadline);

        int Hold(Connection connection, int nothing)
        {
            reading.Signal();
            goOn.Wait(Deadline);
            return nothing;
        }
    }

    [Fact]
    public async Task A_second_process_on_the_folder_is_told_so()
    {
        await using var store = Open();
        using var process = StoreWriterProcess.Start(Folder, 'a');

        (await process.EndAsync()).Should().Be((3, $"Another SupportDesk already uses the data folder {Folder}; stop it first, or give this one a folder of its own."));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        File.WriteAllText(In("file"), "");

        FluentActions.Invoking(() => Open(new SqliteOptions { DataFolder = In("file/data") }))
            .Should().Throw<StoreUnavailableException>().WithMessage("The data folder * cannot be written:*");
    }

    [Fact]
    public async Task A_full_disk_refuses_every_write_of_the_group_and_the_engine_goes_on_when_there_is_room()
    {
        await FillAsync(10);
        var options = new SqliteOptions { DataFolder = Folder };
        await using var store = Open(options);
        options.WriterSettings = "PRAGMA max_page_count = 1";
        var writes = Enumerable.Range(0, 50).Select(at => store.InsertAsync(new Note { Id = $"full{at}", Place = "full", Text = new string('x', 20_000) }, None)).ToList();

        foreach (var write in writes)
            await FluentActions.Awaiting(() => write).Should().ThrowAsync<StoreUnavailableException>().WithMessage("The disk that holds * is full;*");
        (await store.CountAsync(Query<Note>.Under(Note.ByPlace, "full"), None)).Should().Be(0);
        (await store.FindAsync<Note>("n1", None)).Should().NotBeNull();

        options.WriterSettings = null;
        (await store.InsertAsync(new Note { Id = "full0", Text = new string('x', 20_000) }, None)).Should().BeTrue();
    }

    /// <summary>Tests may run as root, whom permissions do not stop; SQLite itself is told to be read-only, and answers as for a read-only file.</summary>
    [Fact]
    public async Task A_read_only_file_is_still_read_and_says_why_it_is_not_written()
    {
        await FillAsync(10);
        var options = new SqliteOptions { DataFolder = Folder };
        await using var store = Open(options);
        options.WriterSettings = "PRAGMA query_only = ON";

        await FluentActions.Awaiting(() => store.InsertAsync(new Note { Id = "new" }, None))
            .Should().ThrowAsync<StoreUnavailableException>().WithMessage("* cannot be written: the file, its folder or its disk is read-only.*");
        await FluentActions.Awaiting(() => store.CheckWritableAsync(None)).Should().ThrowAsync<StoreUnavailableException>();
        (await store.FindAsync<Note>("n1", None)).Should().NotBeNull();

        options.WriterSettings = null;
        await store.CheckWritableAsync(None);
    }

    [Fact]
    public async Task A_file_that_is_deleted_under_the_desk_takes_no_more_writes()
    {
        await using var store = Open();
        File.Move(Database, In("elsewhere"));

        await FluentActions.Awaiting(() => store.InsertAsync(new Note { Id = "n1" }, None)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("*moved or deleted*");

        File.Move(In("elsewhere"), Database);
        (await store.InsertAsync(new Note { Id = "n1" }, None)).Should().BeTrue();
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = Open();
        await store.DisposeAsync();

        await FluentActions.Awaiting(() => store.InsertAsync(new Note { Id = "n1" }, None)).Should().ThrowAsync<StoreUnavailableException>();
        await FluentActions.Awaiting(() => store.FindAsync<Note>("n1", None)).Should().ThrowAsync<StoreUnavailableException>();
    }

    [Fact]
    public async Task Closing_stores_what_was_on_its_way()
    {
        var store = Open();
        var writes = Enumerable.Range(0, 500).Select(at => store.InsertAsync(new Note { Id = $"n{at}" }, None)).ToList();
        await store.DisposeAsync();

        (await Task.WhenAll(writes)).Should().AllBeEquivalentTo(true);
        await using var again = Open();
        (await again.FindAsync<Note>("n499", None)).Should().NotBeNull();
    }
}
