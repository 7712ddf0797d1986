using System.Text.Json.Nodes;
using SupportDesk.MongoServer;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Storage.Mongo;

/// <summary>What the desk keeps in MongoDB is plain to any other program; MongoDB's own driver for Node.js reads and writes it.</summary>
[Collection(SharedMongo.Shared)]
public sealed class SeenByOthers(SharedMongo mongo)
{
    [SkippableFact]
    public async Task A_ticket_has_the_fields_of_the_code_and_dates_are_dates_and_the_desk_reads_what_others_wrote()
    {
        await using var database = mongo.NewDatabase();
        await using var desk = new DeskHost(settings: ("Storage:MongoUri", database.Address));
        await desk.Client.TextAsync("Where is my parcel? 📦", "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 2 && timeline.All(text => text.DueAt is null));

        var (code, output) = await Judge.ReadAndWriteAsync(database.Address, ticket.Code);

        code.Should().Be(0, output);
        var seen = JsonNode.Parse(output)!;
        seen["newest"]!.GetValue<string>().Should().NotBeEmpty();
        seen["openedAt"]!.GetValue<DateTimeOffset>().Should().BeCloseTo(ticket.OpenedAt, TimeSpan.FromMilliseconds(1));
        seen["open"]!.GetValue<int>().Should().Be(1);
        seen["indexes"]!.AsArray().Select(name => name!.GetValue<string>()).Should().Contain("open_conversation");
        var kinds = seen["kinds"]!;
        kinds["_id"]!.GetValue<string>().Should().Be("string");
        kinds["Version"]!.GetValue<string>().Should().Be("number");
        kinds["Status"]!.GetValue<string>().Should().Be("string");
        kinds["LastActivityAt"]!.GetValue<string>().Should().Be("date");
        kinds["History"]!.GetValue<string>().Should().Be("array");
        var changed = (await desk.Store.FindAsync<Ticket>(ticket.Code, default))!;
        changed.Newest!.Text.Should().Be("Changed by hand");
        changed.OpenedAt.Should().Be(new DateTimeOffset(2026, 3, 1, 8, 0, 0, 250, TimeSpan.Zero));
        (await desk.Store.SaveAsync(changed.See(Samples.Morning.AddYears(1)), default)).Version.Should().Be(changed.Version + 1);
        (await desk.TicketsAsync()).Select(one => one.Id).Should().BeEquivalentTo(ticket.Code, "BYHAND");
    }
}
