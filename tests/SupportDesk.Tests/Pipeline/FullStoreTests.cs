using System.Net;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

public sealed class FullStoreTests
{
    [Fact]
    public async Task While_the_disk_is_full_providers_are_told_to_try_again_and_agents_why_and_then_all_goes_on()
    {
        await using var desk = new DeskHost();
        await desk.Client.TextAsync("Before", "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        using var ann = await desk.SignedInAsync();
        await ann.GetAsync($"/admin/tickets/{ticket.Code}");
        desk.FullStore.IsFull = true;

        var refused = await desk.Client.TextAsync("During", "m2");
        var reply = await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action$='/replies']", ("Text", "Hello"));

        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
        reply.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        reply.Headers.GetValues("Content-Security-Policy").Should().ContainSingle();
        (await Browsing.ReadAsync(reply)).Body!.TextContent.Should().Contain("cannot save anything now");
        (await desk.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await desk.Client.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await ann.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.OK, "reading goes on");

        desk.FullStore.IsFull = false;
        (await desk.Client.TextAsync("During", "m2")).StatusCode.Should().Be(HttpStatusCode.OK);

        await desk.OnlyTicketAsync(found => found.Newest!.Text == "During");
        (await desk.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
