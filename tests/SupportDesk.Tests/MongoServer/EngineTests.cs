using System.Net.Sockets;
using SupportDesk.MongoServer.Wire;
using SupportDesk.Tests.Support;

namespace SupportDesk.MongoServer;

/// <summary>PostgreSQL under the gateway: it can be restarted and killed, and nothing of it stays.</summary>
[Collection(SharedMongo.Shared)]
public sealed class EngineTests(SharedMongo mongo)
{
    [SkippableFact]
    public async Task A_durable_server_that_is_killed_has_all_that_it_acknowledged()
    {
        _ = mongo.Server;
        await using var server = await LocalServer.StartAsync(durable: true);
        using var client = await WireClient.ConnectAsync(server.Gateway.Port);
        for (var at = 0; at < 20; at++)
            await client.AskAsync(Insert($"n{at}"));
        await server.RestartEngineAsync(crash: true);
        (await client.AskAsync(new BsonBuilder().Add("count", "notes").Add("query", new BsonBuilder()))).Should().Match<byte[]>(reply => Bson.Find(reply, "n")!.Value.Number == 20);
    }

    [SkippableFact]
    public async Task While_it_is_away_connections_break_and_afterwards_new_ones_work()
    {
        _ = mongo.Server;
        await using var server = await LocalServer.StartAsync();
        using var client = await WireClient.ConnectAsync(server.Gateway.Port);
        await client.AskAsync(Insert("a"));
        await server.Engine.StopAsync();
        (await client.AskAsync(Insert("b"))).Should().BeNull();
        await server.Engine.ResumeAsync();
        server.Gateway.ForgetEngineConnections();
        using var other = await WireClient.ConnectAsync(server.Gateway.Port);
        (await other.AskAsync(Insert("b"))).Should().Match<byte[]>(reply => Bson.Find(reply, "n")!.Value.Number == 1);
    }

    [SkippableFact]
    public async Task When_its_owner_is_gone_nothing_is_left()
    {
        _ = mongo.Server;
        var engine = await DocumentDb.StartAsync();
        await engine.DisposeAsync();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var knocking = () => socket.ConnectAsync("127.0.0.1", engine.Port);
        await knocking.Should().ThrowAsync<SocketException>();
        Directory.Exists(engine.Folder).Should().BeFalse();
    }

    private static BsonBuilder Insert(string id) => new BsonBuilder().Add("insert", "notes").Add("documents", [new BsonBuilder().Add("_id", id)]);
}
