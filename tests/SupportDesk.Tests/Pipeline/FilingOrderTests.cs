using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A customer's texts stand in the order in which they were acknowledged, and none holds up another customer's.</summary>
public sealed class FilingOrderTests
{
    [Fact]
    public async Task A_text_that_is_stored_while_a_page_is_filed_stays_before_what_its_customer_writes_next()
    {
        await using var desk = new DeskHost();
        await desk.StopFilingAsync();
        var clock = desk.Services.GetRequiredService<DeskClock>();
        var first = Samples.Inbound("first", clock.Stamp());
        var other = Samples.Inbound("other", clock.Stamp()) with { CustomerNumber = "+31687654321" };
        await desk.Store.InsertAsync(other, default);
        desk.FullStore.Queried = async found =>
        {
            if (found is not [Message page] || page.Id != other.Id)
                return;
            desk.FullStore.Queried = null;
            await desk.Store.InsertAsync(first, default);
            await desk.Store.InsertAsync(Samples.Inbound("second", clock.Stamp()), default);
        };
        var filing = desk.Services.GetRequiredService<Filing>();

        await filing.FileWaitingAsync(default);
        await filing.FileWaitingAsync(default);

        var ticket = (await desk.TicketsAsync()).Single(found => found.CustomerNumber == Samples.Customer);
        (await desk.TimelineAsync(ticket.Code)).Where(text => text.IsInbound).Select(text => text.Text).Should().Equal("first", "second");
    }

    [Fact]
    public async Task A_text_that_cannot_be_read_holds_up_no_other_and_readiness_tells_of_it()
    {
        await using var desk = new DeskHost();
        await desk.StopFilingAsync();
        for (var at = 0; at < 3; at++)
            await desk.Store.InsertAsync(Samples.Inbound(id: $"m{at}", at: Samples.Morning.AddSeconds(at - 10)) with { CustomerNumber = $"+3160000000{at}" }, default);
        desk.Damage("messages", "m0");

        await desk.Services.GetRequiredService<Filing>().FileWaitingAsync(default);

        (await desk.TicketsAsync()).Select(ticket => ticket.CustomerNumber).Should().BeEquivalentTo("+31600000001", "+31600000002");
        (await desk.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_stored_number_that_cannot_be_read_holds_up_no_other_number()
    {
        const string stored = "+12025550100";
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using (var before = new DeskHost(folder))
        {
            await before.Store.InsertAsync(new StoredNumber { Id = stored, ChangedBy = "Ann", ChangedAt = Samples.Morning }, default);
            before.Damage("support_numbers", stored);
        }

        await using (var desk = new DeskHost(folder))
        {
            await desk.StopOutboxAsync();
            foreach (var (id, support) in new[] { ("m0", stored), ("m1", Samples.Desk) })
                await desk.Store.InsertAsync(Samples.Outbound(id: id, at: Samples.Morning.AddMinutes(-1)) with { SupportNumber = support, CustomerNumber = $"+3160000000{id[1]}" }, default);

            await FluentActions.Awaiting(desk.SendDueAsync).Should().ThrowAsync<StoreUnavailableException>();
            await desk.Services.GetRequiredService<Sending>().FinishAsync();

            desk.Carrier.Sent.Select(text => text.Reference).Should().Equal("m1");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_queued_text_that_cannot_be_read_holds_up_no_other_and_no_other_number()
    {
        await using var desk = new DeskHost();
        await desk.StopOutboxAsync();
        foreach (var (id, support) in new[] { ("m0", Samples.Desk), ("m1", Samples.Desk), ("m2", "+31970102401") })
            await desk.Store.InsertAsync(Samples.Outbound(id: id, at: Samples.Morning.AddMinutes(-1)) with { SupportNumber = support, CustomerNumber = $"+3160000000{id[1]}" }, default);
        desk.Damage("messages", "m0");

        await desk.SendDueAsync();

        desk.Carrier.Sent.Select(text => text.Reference).Should().BeEquivalentTo("m1", "m2");
    }
}
