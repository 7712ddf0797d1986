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
        var page = await Browsing.ReadAsync(reply);
        page.QuerySelector("main")!.TextContent.Should().Contain("cannot read or save anything now");
        page.QuerySelector("[action='/sign-out']").Should().NotBeNull("the page is for whoever is signed in");
        (await desk.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await desk.Client.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await ann.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.OK, "reading goes on");

        desk.FullStore.IsFull = false;
        (await desk.Client.TextAsync("During", "m2")).StatusCode.Should().Be(HttpStatusCode.OK);

        await desk.OnlyTicketAsync(found => found.Newest!.Text == "During");
        (await desk.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_text_can_be_read_while_the_disk_is_full_although_nobody_can_note_that_it_was()
    {
        await using var desk = new DeskHost();
        await desk.Client.TextAsync("Is anybody there?", "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        using var ann = await desk.SignedInAsync();
        desk.FullStore.IsFull = true;

        var answer = await ann.GetAsync($"/admin/tickets/{ticket.Code}");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await Browsing.ReadAsync(answer)).QuerySelector(".bubble.in")!.TextContent.Should().Contain("Is anybody there?");
        (await desk.OnlyTicketAsync()).IsUnread.Should().BeTrue();
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/agents")]
    [InlineData("/sign-in")]
    public async Task While_nothing_can_be_read_people_are_told_so_whether_they_are_signed_in_or_not(string path)
    {
        await using var desk = new DeskHost();
        using var ann = await desk.SignedInAsync();
        desk.FullStore.IsAway = true;

        foreach (var client in new[] { ann, desk.NewClient() })
        {
            var answer = await client.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.Redirect)
                answer = await client.GetAsync(answer.Headers.Location);

            answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
            var page = await Browsing.ReadAsync(answer);
            page.QuerySelector("main")!.TextContent.Should().Contain("cannot read or save anything now");
            foreach (var style in page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")))
                (await client.GetAsync(style)).StatusCode.Should().Be(HttpStatusCode.OK, style);
        }

        desk.FullStore.IsAway = false;
        (await ann.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.OK, "the session has not ended");
    }
}
