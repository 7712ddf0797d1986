using SupportDesk.MongoServer.Wire;
using SupportDesk.Tests.Support;

namespace SupportDesk.MongoServer;

/// <summary>What the switches promise to the tests that use them.</summary>
[Collection(SharedMongo.Shared)]
public sealed class FaultsTests(SharedMongo mongo) : IAsyncLifetime
{
    private readonly string collection = $"faults-{Guid.NewGuid():N}";
    private Gateway gateway = null!;
    private WireClient client = null!;

    public async Task InitializeAsync()
    {
        gateway = new(mongo.Server.Engine.Port);
        gateway.Start();
        client = await WireClient.ConnectAsync(gateway.Port);
    }

    public async Task DisposeAsync()
    {
        client?.Dispose();
        if (gateway is not null)
            await gateway.DisposeAsync();
    }

    [SkippableFact]
    public async Task A_dropped_reply_is_of_a_command_that_was_carried_out()
    {
        gateway.Faults = new() { DropReplyEvery = 2 };
        (await InsertAsync("a")).Should().Be(1);
        (await InsertAsync("b")).Should().BeNull();
        gateway.Faults = Faults.None;
        (await CountAsync()).Should().Be(2);
    }

    [SkippableFact]
    public async Task A_closed_connection_is_of_a_command_that_was_not()
    {
        gateway.Faults = new() { CloseEvery = 1, Only = "insert" };
        (await InsertAsync("a")).Should().BeNull();
        (await CountAsync()).Should().Be(0);
    }

    [SkippableFact]
    public async Task A_conflict_hits_writes_alone()
    {
        gateway.Faults = new() { ConflictEvery = 1 };
        var refused = await client.AskAsync(Insert("a"));
        Bson.Find(refused, "code")!.Value.Number.Should().Be(112);
        Bson.Find(refused, "codeName")!.Value.Text.Should().Be("WriteConflict");
        (await CountAsync()).Should().Be(0);
    }

    [SkippableFact]
    public async Task Switches_come_over_the_wire_too()
    {
        await client.AskAsync(new BsonBuilder().Add("faults", 1).Add("dropReplyEvery", 5).Add("delayMs", 20).Add("only", "find"));
        gateway.Faults.Should().Be(new Faults { DropReplyEvery = 5, Delay = TimeSpan.FromMilliseconds(20), Only = "find" });
        await client.AskAsync(new BsonBuilder().Add("faults", 1));
        gateway.Faults.Should().Be(Faults.None);
    }

    [SkippableFact]
    public async Task A_server_that_went_away_comes_back_at_the_same_address_with_its_data()
    {
        await InsertAsync("a");
        await gateway.StopAsync();
        (await client.AskAsync(Insert("b"))).Should().BeNull();
        var knocking = () => WireClient.ConnectAsync(gateway.Port);
        await knocking.Should().ThrowAsync<System.Net.Sockets.SocketException>();
        gateway.Start();
        (await CountAsync()).Should().Be(1);
    }

    [SkippableFact]
    public async Task Nonsense_ends_its_own_connection_only()
    {
        using var stranger = await WireClient.ConnectAsync(gateway.Port);
        await stranger.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        (await stranger.ReadAsync()).Should().BeNull();
        (await InsertAsync("a")).Should().Be(1);
    }

    private BsonBuilder Insert(string id) => new BsonBuilder().Add("insert", collection).Add("documents", [new BsonBuilder().Add("_id", id)]);

    private async Task<long?> InsertAsync(string id) => await client.AskAsync(Insert(id)) is { } reply ? Bson.Find(reply, "n")!.Value.Number : null;

    /// <summary>On a connection of its own, as the other may be gone.</summary>
    private async Task<long> CountAsync()
    {
        using var other = await WireClient.ConnectAsync(gateway.Port);
        return Bson.Find(await other.AskAsync(new BsonBuilder().Add("count", collection).Add("query", new BsonBuilder())), "n")!.Value.Number;
    }
}
