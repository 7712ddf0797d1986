namespace SupportDesk.BrowserTests;

/// <summary>An agent goes on to the next ticket while something is still on its way.</summary>
public sealed class GoingOnTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableFact]
    public async Task An_answer_that_is_taken_late_does_not_pull_the_agent_back_from_the_next_ticket()
    {
        var (page, one, other) = await AtTwoTicketsAsync();
        var sent = await page.HoldAsync("**/replies*");
        await page.SendAndGoOnAsync(one, other);

        sent.SetResult();

        await page.UntilAnsweredAsync($"{one.Code}/replies");
        await StillWritingAsync(page, other);
        await Expect(page.Row(one.Customer)).ToContainTextAsync("To the one");
        await page.OpenTicketAsync(one.Customer);
        await Expect(page.Bubble("To the one")).ToHaveCountAsync(1);
        await Expect(page.Answer()).ToHaveValueAsync("");
        await page.OpenTicketAsync(other.Customer);
        await Expect(page.Answer()).ToHaveValueAsync("To the other");
    }

    [SkippableFact]
    public async Task A_ticket_that_is_opened_before_all_scripts_are_there_is_shown()
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello");
        var page = await AgentAtAsync(desk);
        var scripts = await page.HoldAsync("**/js/inbox*", "GET");
        var ticket = await page.HoldAsync("**/admin/tickets/*", "GET");
        await page.GotoAsync("/admin", new() { WaitUntil = WaitUntilState.Commit });
        await Expect(page.Row(customer).Locator("a[data-htmx-powered]")).ToBeVisibleAsync();

        await page.Row(customer).Locator("a").ClickAsync();
        scripts.SetResult();
        await Expect(page.Locator("[data-keys]")).ToBeVisibleAsync();
        ticket.SetResult();

        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(customer);
    }

    [SkippableTheory]
    [InlineData(503, "was not sent. The desk cannot store anything at the moment.")]
    [InlineData(409, "was not sent. Somebody wrote meanwhile.")]
    [InlineData(InboxPage.NoAnswer, "was not sent as far as this page knows. The desk cannot be reached.")]
    public async Task An_answer_that_is_not_taken_is_told_on_the_next_ticket_and_kept_as_a_draft(int status, string told)
    {
        LosesTheDesk = true;
        var (page, one, other) = await AtTwoTicketsAsync();
        var sent = await page.HoldAsync("**/replies*", answer: status);
        await page.SendAndGoOnAsync(one, other);

        sent.SetResult();

        await Expect(page.Notice()).ToContainTextAsync($"Your answer to {one.Code} {told} It is kept as a draft.");
        await page.UntilAnsweredAsync($"{one.Code}/replies");
        await StillWritingAsync(page, other);
        await page.Notice().GetByRole(AriaRole.Link, new() { Name = one.Code }).ClickAsync();
        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(one.Customer);
        await Expect(page.Answer()).ToHaveValueAsync("To the one");
    }

    [SkippableFact]
    public async Task The_pictures_of_an_answer_that_is_not_taken_are_kept_with_it()
    {
        LosesTheDesk = true;
        var (page, one, other) = await AtTwoTicketsAsync();
        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(one.Customer);
        await page.Field().SetInputFilesAsync([await page.PictureAsync("red.png"), await page.PictureAsync("blue.png")]);
        await page.OpenTicketAsync(other.Customer);
        await Expect(page.Chosen()).ToHaveCountAsync(0);
        await page.OpenTicketAsync(one.Customer);
        await Expect(page.Chosen()).ToHaveCountAsync(2);
        var sent = await page.HoldAsync("**/replies*", answer: 503);
        await page.SendButton().ClickAsync();
        await page.OpenTicketAsync(other.Customer);

        sent.SetResult();
        await Expect(page.Notice()).ToContainTextAsync("It is kept as a draft.");
        await page.Notice().GetByRole(AriaRole.Link, new() { Name = one.Code }).ClickAsync();
        await Expect(page.Chosen()).ToHaveCountAsync(2);
        await page.UnrouteAllAsync();
        await page.SendButton().ClickAsync();

        await Expect(page.Locator(".bubble").GetByRole(AriaRole.Img)).ToHaveCountAsync(2);
        await Expect(page.Chosen()).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task An_answer_that_fails_while_the_next_ticket_is_on_its_way_is_told_there_until_the_agent_goes_on()
    {
        LosesTheDesk = true;
        var (page, one, other) = await AtTwoTicketsAsync();
        var sent = await page.HoldAsync("**/replies*", answer: 503);
        var opened = await page.HoldAsync($"**/admin/tickets/{other.Code}", "GET");
        await page.Answer().FillAsync("To the one");
        await page.SendButton().ClickAsync();
        await page.Row(other.Customer).Locator("a").ClickAsync();
        await Expect(page.Locator("#list a.htmx-request")).ToHaveCountAsync(1);

        sent.SetResult();
        await page.UntilAnsweredAsync($"{one.Code}/replies");
        opened.SetResult();

        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(other.Customer);
        await page.UntilAnsweredAsync($"/admin/tickets/{other.Code}");
        await Expect(page.Notice()).ToContainTextAsync($"Your answer to {one.Code} was not sent.");
        await page.OpenTicketAsync(one.Customer);
        await Expect(page.Notice()).ToBeHiddenAsync();
        await Expect(page.Answer()).ToHaveValueAsync("To the one");
    }

    [SkippableFact]
    public async Task Of_two_tickets_that_are_opened_quickly_the_second_one_stays()
    {
        var (page, one, other) = await AtTwoTicketsAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "All" }).ClickAsync();
        var third = await TicketAsync(page);
        var opened = await page.HoldAsync($"**/admin/tickets/{third.Code}?view=all", "GET");
        await page.Row(third.Customer).Locator("a").ClickAsync();
        await page.OpenTicketAsync(other.Customer);
        await page.Answer().FillAsync("To the other");

        opened.SetResult();

        await page.UntilAnsweredAsync($"/admin/tickets/{third.Code}?view=all");
        await StillWritingAsync(page, other);
        await page.OpenTicketAsync(one.Customer);
    }

    [SkippableFact]
    public async Task A_ticket_that_cannot_be_opened_leaves_the_agent_where_answers_are_taken()
    {
        LosesTheDesk = true;
        var (page, one, other) = await AtTwoTicketsAsync();
        await page.RouteAsync($"**/admin/tickets/{other.Code}", route => route.AbortAsync());
        await page.Row(other.Customer).Locator("a").ClickAsync();
        await Expect(page.Notice()).ToContainTextAsync("cannot be reached");

        await page.AnswerAsync("To the one");

        await Expect(page.Answer()).ToBeFocusedAsync();
        await Expect(page.Notice()).ToBeHiddenAsync();
        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(one.Customer);
    }

    private static async Task StillWritingAsync(IPage page, (string Customer, string Code) ticket)
    {
        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(ticket.Customer);
        page.Url.Should().Contain(ticket.Code);
        await Expect(page.Answer()).ToBeFocusedAsync();
        await Expect(page.Answer()).ToHaveValueAsync("To the other");
    }

    /// <summary>At the first of two tickets.</summary>
    private async Task<(IPage Page, (string Customer, string Code) One, (string Customer, string Code) Other)> AtTwoTicketsAsync()
    {
        var page = await AgentAtAsync(desk);
        await page.NoteAnswersAsync();
        var (one, other) = (await TicketAsync(page), await TicketAsync(page));
        await page.OpenTicketAsync(one.Customer);
        return (page, one, other);
    }

    private async Task<(string Customer, string Code)> TicketAsync(IPage page)
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello");
        return (customer, (await page.Row(customer).GetAttributeAsync("data-ticket"))!);
    }
}

internal static class GoingOn
{
    public static async Task SendAndGoOnAsync(this IPage page, (string Customer, string Code) from, (string Customer, string Code) to)
    {
        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(from.Customer);
        await page.Answer().FillAsync("To the one");
        await page.SendButton().ClickAsync();
        await page.OpenTicketAsync(to.Customer);
        await page.Answer().PressSequentiallyAsync("To the other");
    }

    /// <summary>From now on the page remembers which requests it is done with.</summary>
    public static Task NoteAnswersAsync(this IPage page) =>
        page.EvaluateAsync("window.done = []; document.addEventListener('htmx:finally:request', event => done.push(event.detail.ctx.request.action))");

    /// <summary>The page has made of the answer what it makes of it.</summary>
    public static Task UntilAnsweredAsync(this IPage page, string address) =>
        page.WaitForFunctionAsync("address => done.some(one => one.endsWith(address))", address);
}
