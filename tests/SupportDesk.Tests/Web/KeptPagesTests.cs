using System.Net;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Web;

/// <summary>The inbox is drawn once and kept until something changes; nobody may ever see what was, or what is another's.</summary>
public sealed class KeptPagesTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/list")]
    public async Task A_page_is_kept_while_nothing_changes(string path)
    {
        (await IsKeptAsync(path)).Should().BeFalse();

        (await IsKeptAsync(path)).Should().BeTrue();
    }

    [Fact]
    public async Task A_text_that_comes_is_on_the_next_page()
    {
        var ticket = await TextAsync("m1", "First");
        (await ann.PageAsync("/admin")).QuerySelector("#list")!.TextContent.Should().Contain("First");

        await TextAsync("m2", "Second");

        (await ann.PageAsync("/admin")).QuerySelector($"[data-ticket='{ticket.Code}']")!.TextContent.Should().Contain("Second");
    }

    [Fact]
    public async Task What_the_agent_did_is_on_the_page_that_follows()
    {
        var ticket = await TextAsync("m1", "Hello");
        await ann.PageAsync("/admin/list");

        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/closure']");

        (await ann.PageAsync("/admin/list")).QuerySelector($"[data-ticket='{ticket.Code}']").Should().BeNull();
    }

    [Fact]
    public async Task A_list_that_was_read_while_a_ticket_changed_is_not_kept()
    {
        var ticket = await TextAsync("m1", "Hello");
        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        desk.FullStore.Saved = saved =>
        {
            // A reader between the change and its announcement.
            if (saved is Ticket)
                ann.PageAsync("/admin/list").GetAwaiter().GetResult();
        };

        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/closure']");

        (await IsKeptAsync("/admin/list")).Should().BeFalse();
    }

    [Fact]
    public async Task The_waiting_time_goes_on()
    {
        var ticket = await TextAsync("m1", "Hello");
        await ann.PageAsync("/admin");

        desk.Time.Advance(TimeSpan.FromMinutes(12));

        (await ann.PageAsync("/admin")).QuerySelector($"[data-ticket='{ticket.Code}'] .waiting")!.TextContent.Should().Contain("12 min");
    }

    [Fact]
    public async Task A_kept_page_is_for_its_own_session_and_only_while_signed_in()
    {
        await ann.PageAsync("/admin");
        await ann.PageAsync("/admin");
        var other = await desk.SignedInAsync();

        (await other.GetAsync("/admin")).Headers.Age.Should().BeNull();
        (await desk.NewClient().GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_of_a_kept_page_can_be_sent()
    {
        await ann.PageAsync("/admin");

        var answer = await ann.SubmitAsync("/admin", "[action='/sign-out']");

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await ann.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    /// <summary>True when the page was not drawn for this request.</summary>
    private async Task<bool> IsKeptAsync(string path)
    {
        var answer = await ann.GetAsync(path);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return answer.Headers.Age is not null;
    }

    private async Task<Ticket> TextAsync(string id, string text)
    {
        await desk.Client.TextAsync(text, id);
        var ticket = await desk.OnlyTicketAsync(found => found.Newest?.Text == text);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.All(message => message.DueAt is null));
        return ticket;
    }
}
