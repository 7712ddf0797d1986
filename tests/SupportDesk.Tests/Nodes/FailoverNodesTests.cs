using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Nodes;

/// <summary>Two desks on one database, and two carriers of which the first takes nothing.</summary>
[Collection(SharedMongo.Shared)]
public sealed class FailoverNodesTests(SharedMongo mongo)
{
    private const int Texts = 20;

    [SkippableFact]
    public async Task Of_two_nodes_that_look_at_the_same_texts_each_text_is_moved_by_one()
    {
        await using var database = mongo.NewDatabase();
        await using var one = NewNode(database);
        await using var two = NewNode(database);
        var ids = Enumerable.Range(0, Texts).Select(at => $"text-{at:00}").ToList();
        foreach (var node in (DeskHost[])[one, two])
        {
            await node.StopOutboxAsync();
            for (var at = 0; at < 2 * Texts; at++)
                node.Carrier.Answer(new SendResult.TryLater("Busy."));
        }

        var longAgo = one.Time.GetUtcNow().AddMinutes(-1);
        foreach (var id in ids)
            await one.Store.InsertAsync(Samples.Outbound(at: longAgo, id: id) with { CustomerNumber = $"+31612345{id[5..]}0", TicketId = null, Node = "dead" }, default);
        for (var pass = 0; pass < 40 && await one.Store.CountAsync(new Query<Message>(MessageIndexes.Due).Take(1), default) > 0; pass++)
        {
            await Task.WhenAll(one.SendDueAsync(), two.SendDueAsync());
            one.Time.Advance(TimeSpan.FromSeconds(1));
            two.Time.Advance(TimeSpan.FromSeconds(1));
        }

        one.Vonage.Sent.Concat(two.Vonage.Sent).Select(text => text.Reference).Should().BeEquivalentTo(ids);
        foreach (var id in ids)
            (await two.Store.FindAsync<Message>(id, default)).Should().BeEquivalentTo(new { State = MessageState.Sent, Gateway = "vonage" });
    }

    private static DeskHost NewNode(MongoDatabase database) => new(settings:
        [("Storage:MongoUri", database.Address), ("Desk:Confirmation", ""), ("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ("Desk:SecondGateway", "vonage")]);
}
