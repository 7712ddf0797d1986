using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A customer's texts stand in the order in which they were acknowledged.</summary>
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
}
