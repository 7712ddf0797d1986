using System.Net;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Web;

/// <summary>The inbox as a browser without scripts uses it.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task An_empty_inbox_says_so() =>
        (await ann.PageAsync("/admin")).QuerySelector(".empty").Should().NotBeNull();

    [Fact]
    public async Task Without_scripts_the_page_refreshes_itself_but_not_while_somebody_writes()
    {
        var ticket = await TicketAsync("Hello");

        foreach (var path in new[] { "/admin", $"/admin/tickets/{ticket.Code}" })
            (await ann.GetStringAsync(path)).Should().Contain("<noscript><meta http-equiv=\"refresh\" content=\"10\" /></noscript>", path);
        (await ann.GetStringAsync($"/admin/tickets/{ticket.Code}?write=true")).Should().NotContain("http-equiv=\"refresh\"");
    }

    [Fact]
    public async Task A_new_ticket_is_listed_unread_with_its_newest_text_and_read_once_it_was_opened()
    {
        var ticket = await TicketAsync("Where is my parcel?");

        var row = (await ann.PageAsync("/admin")).QuerySelector($"[data-ticket='{ticket.Code}']")!;
        row.TextContent.Should().Contain(ticket.Code).And.Contain("Where is my parcel?").And.Contain(Samples.Customer);
        (await ann.PageAsync("/admin?view=unread")).QuerySelector($"[data-ticket='{ticket.Code}']").Should().NotBeNull();
        await ann.PageAsync($"/admin/tickets/{ticket.Code}");

        (await ann.PageAsync("/admin?view=unread")).QuerySelector($"[data-ticket='{ticket.Code}']").Should().BeNull();
    }

    [Fact]
    public async Task An_answer_is_sent_and_shown_with_its_state()
    {
        var ticket = await TicketAsync("Hello");

        (await AnswerAsync(ticket, "Good morning!")).StatusCode.Should().Be(HttpStatusCode.Redirect);

        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text is { Kind: MessageKind.Reply, State: MessageState.Sent }));
        var bubble = (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelectorAll("[data-message]")[^1];
        bubble.TextContent.Should().Contain("Good morning!").And.Contain("Ann").And.Contain("Sent");
        bubble.GetAttribute("data-state").Should().Be("Sent");
    }

    [Theory]
    [InlineData("   \n ", "Write something before you send.")]
    [InlineData("\u200b\u202e", "Write something before you send.")]
    public async Task An_empty_answer_is_told_beside_the_field(string text, string words)
    {
        var ticket = await TicketAsync("Hello");

        var answer = await AnswerAsync(ticket, text);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await Browsing.ReadAsync(answer)).QuerySelector("[data-composer-alert]")!.TextContent.Should().Be(words);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_keeps_its_text()
    {
        var ticket = await TicketAsync("Hello");
        var words = new string('x', 5001);

        var page = await Browsing.ReadAsync(await AnswerAsync(ticket, words));

        page.QuerySelector("[data-composer-alert]")!.TextContent.Should().Contain("5,001 characters; at most 5,000");
        page.QuerySelector("textarea")!.TextContent.Should().Be(words);
    }

    [Fact]
    public async Task A_failed_text_shows_the_reason_and_can_be_sent_again()
    {
        var ticket = await TicketAsync("Hello");
        desk.Carrier.Answer(new SendResult.Refused("MessageBird: not enough balance"));
        await AnswerAsync(ticket, "On its way");
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Failed));

        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        page.QuerySelector("[data-message][data-state=Failed]")!.TextContent.Should().Contain("not enough balance");
        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/resend']");

        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text is { Kind: MessageKind.Reply, State: MessageState.Sent }) == 1);
        (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelector("[data-message][data-state=Failed]")!.TextContent.Should().Contain("Sent again");
    }

    [Fact]
    public async Task The_second_of_two_agents_is_told_who_answered_what_and_decides()
    {
        var ticket = await TicketAsync("Hello");
        var before = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        await ann.SubmitAsync("/admin/agents/new", "[action='/admin/agents']", ("Account.Name", "Bob"), ("Account.UserName", "bob"), ("Account.Password", DeskHost.Password), ("Account.PasswordAgain", DeskHost.Password));
        using var bob = await desk.SignedInAsync("bob");
        await bob.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action$='/replies']", ("Text", "Bob was here"));

        var form = before.QuerySelector("form[action$='/replies']")!;
        var fields = form.QuerySelectorAll("input[name]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        fields["Text"] = "Ann too";
        var told = await ann.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields));

        told.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var page = await Browsing.ReadAsync(told);
        page.QuerySelector("#meanwhile")!.TextContent.Should().Contain("Bob").And.Contain("Bob was here");
        page.QuerySelector("textarea")!.TextContent.Should().Be("Ann too");
        var again = page.QuerySelector("form[action$='/replies']")!;
        var anyway = again.QuerySelectorAll("input[name]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        anyway["Text"] = "Ann too";
        (await ann.PostAsync(again.GetAttribute("action"), new FormUrlEncodedContent(anyway))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await desk.TimelineAsync(ticket.Code)).Where(text => text.Kind is MessageKind.Reply).Select(text => text.AgentName).Should().Equal("Bob", "Ann");
    }

    [Fact]
    public async Task Closing_and_reopening_move_a_ticket_between_the_lists()
    {
        var ticket = await TicketAsync("Hello");

        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action$='/closure']");
        (await ann.PageAsync("/admin?view=closed")).QuerySelector($"[data-ticket='{ticket.Code}']").Should().NotBeNull();
        (await ann.PageAsync("/admin")).QuerySelector($"[data-ticket='{ticket.Code}']").Should().BeNull();
        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action$='/reopening']");

        (await ann.PageAsync("/admin")).QuerySelector($"[data-ticket='{ticket.Code}']").Should().NotBeNull();
        (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelectorAll("[data-event]").Select(happened => happened.GetAttribute("data-event")).Should().Equal("Opened", "Closed", "Reopened");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("never")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    public async Task A_text_that_came_after_the_page_was_drawn_is_shown_before_the_ticket_can_be_closed(string? shown)
    {
        var ticket = await TicketAsync("Hello");
        var drawn = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        desk.Time.Advance(TimeSpan.FromMilliseconds(1));
        await desk.Client.TextAsync("One more thing", "m2");
        await desk.OnlyTicketAsync(found => found.Newest?.Text == "One more thing");

        var told = await ann.SubmitAsync(drawn, "[action$='/closure']", shown is null ? [] : [("shown", shown)]);

        told.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var page = await Browsing.ReadAsync(told);
        page.QuerySelector("#text-came")!.TextContent.Should().Contain("was not closed");
        page.QuerySelector(".timeline")!.TextContent.Should().Contain("One more thing");
        page.QuerySelector("meta[http-equiv=refresh]").Should().BeNull();
        (await desk.TicketsAsync()).Single().IsOpen.Should().BeTrue();
        (await ann.SubmitAsync(page, "[action$='/closure']")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await desk.TicketsAsync()).Single().IsOpen.Should().BeFalse();
    }

    [Fact]
    public async Task A_sender_that_cannot_be_answered_has_no_reply_form_but_the_reason()
    {
        await desk.Client.TextAsync("Your code is 1234", "m1", from: "MyBank");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);

        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}");

        page.QuerySelector("form[action$='/replies']").Should().BeNull();
        page.QuerySelector("[data-unanswerable]")!.TextContent.Should().Contain("nobody to send an answer to");
    }

    [Fact]
    public async Task The_list_is_paged_by_keys_and_no_ticket_is_missed_or_shown_twice()
    {
        for (var number = 0; number < 120; number++)
            await desk.Store.InsertAsync(Samples.Ticket(Samples.Morning.AddMinutes(number % 60), $"CCCC{(char)('C' + (number / 10))}{number % 10}") with { CustomerNumber = $"+3161234{number:0000}" }, default);

        var seen = new List<string>();
        for (var address = "/admin?view=all"; address is not null;)
        {
            var page = await ann.PageAsync(address);
            seen.AddRange(page.QuerySelectorAll("[data-ticket]").Select(row => row.GetAttribute("data-ticket")!));
            address = page.QuerySelector("#older")?.GetAttribute("href");
        }

        seen.Should().HaveCount(120).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_ticket_is_found_by_its_code_and_by_its_number_however_it_is_written()
    {
        var ticket = await TicketAsync("Hello");

        foreach (var words in new[] { ticket.Code.ToLowerInvariant(), "#" + ticket.Code, "+31 6 1234 5678", "0031612345678" })
            (await ann.PageAsync("/admin?q=" + Uri.EscapeDataString(words))).QuerySelector($"[data-ticket='{ticket.Code}']").Should().NotBeNull(words);
        (await ann.PageAsync("/admin?q=nothing")).QuerySelector("[data-ticket]").Should().BeNull();
    }

    [Fact]
    public async Task Counts_stop_at_999()
    {
        for (var number = 0; number < 1001; number++)
            await desk.Store.InsertAsync(Samples.Ticket(Samples.Morning, $"{TicketCode.Draw(new Random(number))}") with { CustomerNumber = $"+316123{number:00000}" }, default);

        (await ann.PageAsync("/admin")).Body!.TextContent.Should().Contain("999+");
    }

    private async Task<Ticket> TicketAsync(string text)
    {
        await desk.Client.TextAsync(text, "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(found => found.IsInbound) && timeline.Any(found => found.State is MessageState.Sent));
        return ticket;
    }

    private Task<HttpResponseMessage> AnswerAsync(Ticket ticket, string text) =>
        ann.SubmitAsync($"/admin/tickets/{ticket.Code}?write=true", "[action$='/replies']", ("Text", text));
}
