using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.MongoServer;
using SupportDesk.Tests.Support;

namespace SupportDesk.Storage.Mongo;

/// <summary>Calls that wait for the server, for a lane, or for the end. The server's slowness is on the test's clock.</summary>
[Collection(SharedMongo.Shared)]
public sealed class MongoLanes(SharedMongo mongo) : BehindGateway(mongo)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ManualTime time = new();

    protected override TimeProvider? Clock => time;

    [SkippableFact]
    public async Task When_too_many_calls_wait_the_next_is_refused_at_once()
    {
        await using var store = Open(lanes: 1, waiting: 1);
        Gateway.Faults = new() { Delay = Slow, Only = "insert" };

        var all = Inserts(store, 10);

        all.Count(call => call.IsFaulted).Should().BeGreaterThanOrEqualTo(8, "one is being carried out and one waits");
        all.First(call => call.IsFaulted).Exception!.InnerException.Should().BeOfType<StoreUnavailableException>().Which.Message.Should().Contain("does not keep up");
        foreach (var call in all.Where(call => !call.IsFaulted))
        {
            await time.UntilTimerAsync(Slow);
            time.Advance(Slow);
            (await call.WaitAsync(Deadline)).Should().BeTrue();
        }
    }

    [SkippableFact]
    public async Task Two_who_close_the_store_while_it_writes_both_see_its_end()
    {
        var store = Open(lanes: 16, waiting: 100);
        var write = await SlowInsertAsync(store);

        Task[] closings = [store.DisposeAsync().AsTask(), store.DisposeAsync().AsTask()];
        closings.Should().NotContain(closing => closing.IsCompleted);
        time.Advance(Slow);

        (await write.WaitAsync(Deadline)).Should().BeTrue();
        await Task.WhenAll(closings).WaitAsync(Deadline);
        await store.Awaiting(closed => closed.FindAsync<Note>("n0", default)).Should().ThrowAsync<StoreUnavailableException>();
    }

    [SkippableFact]
    public async Task Closing_waits_for_the_call_that_has_begun_and_for_none_that_only_waits_for_a_lane()
    {
        var store = Open(lanes: 1, waiting: 100);
        var write = await SlowInsertAsync(store);
        var waiting = Inserts(store, 20);

        var closing = store.DisposeAsync().AsTask();
        closing.IsCompleted.Should().BeFalse();
        time.Advance(Slow);

        (await write.WaitAsync(Deadline)).Should().BeTrue();
        await closing.WaitAsync(Deadline);
        foreach (var call in waiting)
            await FluentActions.Awaiting(() => call.WaitAsync(Deadline)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("The store is closed.");
    }

    [SkippableFact]
    public async Task While_the_server_is_away_one_call_at_a_time_waits_for_it_and_all_others_are_told_at_once()
    {
        await using var store = Open(lanes: 2, waiting: 1000);
        await Gateway.StopAsync();

        // Two at a time they would take a quarter of an hour.
        foreach (var call in Inserts(store, 400))
            await FluentActions.Awaiting(() => call.WaitAsync(Deadline)).Should().ThrowAsync<StoreUnavailableException>().WithMessage("MongoDB cannot be reached*");
        Gateway.Start();

        (await store.InsertAsync(new Note { Id = "after" }, default)).Should().BeTrue();
        (await Task.WhenAll(Inserts(store, 10))).Should().AllBeEquivalentTo(true);
    }

    private MongoStore Open(int lanes, int waiting) =>
        MongoStore.Open(new MongoOptions { Uri = Database.At(Gateway.Uri), Lanes = lanes, Waiting = waiting }, [Note.Stored], NullLogger<MongoStore>.Instance);

    private static List<Task<bool>> Inserts(MongoStore store, int count) =>
        [.. Enumerable.Range(0, count).Select(at => store.InsertAsync(new Note { Id = $"n{at}" }, default))];

    /// <summary>Until the server has the call and takes its time.</summary>
    private async Task<Task<bool>> SlowInsertAsync(MongoStore store)
    {
        Gateway.Faults = new() { Delay = Slow, Only = "insert" };
        var write = store.InsertAsync(new Note { Id = "slow" }, default);
        await time.UntilTimerAsync(Slow);
        return write;
    }
}
