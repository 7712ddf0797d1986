using SupportDesk.Nodes;
using SupportDesk.Storage;
using SupportDesk.Storage.Sqlite;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Nodes;

/// <summary>A node hears of another one's changes though it cannot remove one that has died.</summary>
public sealed class NodeNewsTests : SqliteFolder, IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly WakeUp<NodeNews> wakeUp = new();
    private FullStore store = null!;
    private NodeNews news = null!;

    public async Task InitializeAsync()
    {
        store = new FullStore(Open(Node.Stored));
        news = new(store, new ThisNode("me"), new DeskClock(time), wakeUp);
        await store.InsertAsync(new Node { Id = "at work", SeenAt = time.GetUtcNow() }, default);
        await store.InsertAsync(new Node { Id = "dead", SeenAt = time.GetUtcNow() }, default);
        await news.ExchangeAsync(default);
        time.Advance(TimeSpan.FromDays(2));
        await store.ReviseAsync<Node>("at work", node => node.Tell(["T1"], time.GetUtcNow(), 10), default);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        wakeUp.Dispose();
    }

    [Fact]
    public async Task A_node_that_comes_back_while_it_is_removed_costs_no_news()
    {
        store.Queried = async _ =>
        {
            store.Queried = null;
            await store.ReviseAsync<Node>("dead", node => node.Tell([], time.GetUtcNow(), 10), default);
        };

        (await news.ExchangeAsync(default)).Should().BeEquivalentTo(new Heard(["T1"], Everything: false));

        (await store.FindAsync<Node>("dead", default)).Should().NotBeNull();
    }

    [Fact]
    public async Task News_of_a_pass_that_failed_is_heard_by_the_next()
    {
        store.Queried = _ => Task.FromResult(store.IsFull = true);
        await news.Awaiting(one => one.ExchangeAsync(default)).Should().ThrowAsync<StoreUnavailableException>();
        (store.Queried, store.IsFull) = (null, false);

        (await news.ExchangeAsync(default)).Should().BeEquivalentTo(new Heard(["T1"], Everything: false));

        (await store.FindAsync<Node>("dead", default)).Should().BeNull();
    }
}
