using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.MongoServer;
using SupportDesk.Tests.Support;

namespace SupportDesk.Storage.Mongo;

/// <summary>The replica set has lost its majority: what its primary takes may be undone when another one is elected.</summary>
[Collection(SharedMongo.Shared)]
public sealed class WithoutMajority(SharedMongo mongo) : BehindGateway(mongo)
{
    private MongoStore store = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        store = Open();
    }

    public override async Task DisposeAsync()
    {
        if (store is not null)
            await store.DisposeAsync();
        await base.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_document_that_no_majority_has_is_not_said_to_be_stored_nor_to_be_stored_already()
    {
        Gateway.Faults = new() { NoMajority = true };
        await IsUnavailableAsync(() => store.InsertAsync(new Note { Id = "n1" }, default));
        await IsUnavailableAsync(() => store.InsertAsync(new Note { Id = "n1" }, default));

        Gateway.Faults = Faults.None;
        (await store.InsertAsync(new Note { Id = "n1" }, default)).Should().BeFalse("a majority has it now");
    }

    [SkippableFact]
    public async Task A_save_that_no_majority_has_is_not_said_to_be_done()
    {
        var note = new Note { Id = "n1" };
        await store.InsertAsync(note, default);

        Gateway.Faults = new() { NoMajority = true };
        await IsUnavailableAsync(() => store.SaveAsync(note with { Version = 1, Text = "new" }, default));
        await IsUnavailableAsync(() => store.CheckWritableAsync(default));
    }

    [SkippableFact]
    public async Task A_removal_that_no_majority_has_is_not_said_to_be_done()
    {
        var note = new Note { Id = "n1" };
        await store.InsertAsync(note, default);

        Gateway.Faults = new() { NoMajority = true };
        await IsUnavailableAsync(() => store.DeleteAsync(note with { Version = 1 }, default));
        await IsUnavailableAsync(() => store.DeleteAsync(note with { Version = 1 }, default));

        Gateway.Faults = Faults.None;
        await store.DeleteAsync(note with { Version = 1 }, default);
        (await store.FindAsync<Note>("n1", default)).Should().BeNull();
    }

    [SkippableFact]
    public async Task A_lost_reply_of_a_write_that_no_majority_has_does_not_count_as_done()
    {
        Gateway.Faults = new() { NoMajority = true, DropReplyEvery = 1, Only = "insert" };
        await IsUnavailableAsync(() => store.InsertAsync(new Note { Id = "n1" }, default));
    }

    [SkippableFact]
    public async Task A_key_that_another_document_holds_is_still_a_conflict()
    {
        await store.InsertAsync(new Note { Id = "n1", Name = "only" }, default);

        Gateway.Faults = new() { NoMajority = true };
        await FluentActions.Awaiting(() => store.InsertAsync(new Note { Id = "n2", Name = "only" }, default)).Should().ThrowAsync<ConflictException>();
    }

    [SkippableFact]
    public async Task A_start_meanwhile_waits_for_the_majority()
    {
        Gateway.Faults = new() { NoMajority = true };
        await using var second = Open();
        await IsUnavailableAsync(() => second.FindAsync<Note>("n1", default));
    }

    [SkippableFact]
    public async Task An_address_that_asks_for_no_majority_is_taken_at_its_word()
    {
        await using var easy = Open("?w=1");
        await easy.InsertAsync(new Note { Id = "n1" }, default);

        Gateway.Faults = new() { NoMajority = true };
        (await easy.InsertAsync(new Note { Id = "n1" }, default)).Should().BeFalse();
    }

    private MongoStore Open(string options = "") =>
        MongoStore.Open(new MongoOptions { Uri = Database.At(Gateway.Uri) + options }, [Note.Stored], NullLogger<MongoStore>.Instance);

    private static async Task IsUnavailableAsync(Func<Task> call) => await call.Should().ThrowAsync<StoreUnavailableException>();
}
