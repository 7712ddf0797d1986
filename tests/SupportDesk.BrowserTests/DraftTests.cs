namespace SupportDesk.BrowserTests;

/// <summary>Half-written answers.</summary>
public sealed class DraftTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableFact]
    public async Task A_draft_survives_a_closed_tab_until_it_is_sent()
    {
        var customer = await TicketAsync();
        var agent = await AgentAsync(desk);
        var page = await agent.NewPageAsync();
        await page.GotoAsync("/admin");
        await page.OpenTicketAsync(customer);
        await page.Answer().FillAsync("Half an answer");
        var address = page.Url;
        await page.CloseAsync();

        page = await agent.NewPageAsync();
        await page.GotoAsync(address);
        await Expect(page.Answer()).ToHaveValueAsync("Half an answer");
        await Expect(page.Counter()).ToContainTextAsync("1 SMS");
        await page.SendButton().ClickAsync();
        await Expect(page.Bubble("Half an answer")).ToBeVisibleAsync();
        await Expect(page.Answer()).ToHaveValueAsync("");
        await page.CloseAsync();

        page = await agent.NewPageAsync();
        await page.GotoAsync(address);
        await Expect(page.Bubble("Half an answer")).ToHaveCountAsync(1);
        await Expect(page.Answer()).ToHaveValueAsync("");
    }

    [SkippableFact]
    public async Task A_draft_stays_with_its_ticket_and_goes_with_the_agent()
    {
        var (one, other) = (await TicketAsync(), await TicketAsync());
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(one);
        await page.Answer().FillAsync("For the one");
        await page.OpenTicketAsync(other);
        await Expect(page.Answer()).ToHaveValueAsync("");
        await page.OpenTicketAsync(one);
        await Expect(page.Answer()).ToHaveValueAsync("For the one");

        await page.Locator(".bar details.menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.SignInAsync();
        await page.OpenTicketAsync(one);
        await Expect(page.Answer()).ToHaveValueAsync("");
    }

    [SkippableFact]
    public async Task A_sign_out_that_fails_takes_no_draft()
    {
        LosesTheDesk = true;
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(await TicketAsync());
        await page.Answer().FillAsync("Half an answer");
        var ticket = page.Url;
        await page.RouteAsync("**/sign-out", route => route.FulfillAsync(new() { Status = 503, ContentType = "text/html", Body = "<h1>Away</h1>" }));
        await page.Locator(".bar details.menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Away" })).ToBeVisibleAsync();

        await page.GotoAsync(ticket);

        await Expect(page.Answer()).ToHaveValueAsync("Half an answer");
    }

    [SkippableFact]
    public async Task An_answer_that_is_open_in_two_tabs_is_one_draft()
    {
        var customer = await TicketAsync();
        var agent = await AgentAsync(desk);
        var (one, other) = (await agent.NewPageAsync(), await agent.NewPageAsync());
        foreach (var page in new[] { one, other })
        {
            await page.GotoAsync("/admin");
            await page.OpenTicketAsync(customer);
        }

        await one.Answer().FillAsync("Half an answer");
        await Expect(other.Answer()).ToHaveValueAsync("Half an answer");
        await Expect(other.Counter()).ToContainTextAsync("1 SMS");
        await other.Answer().PressSequentiallyAsync(" and the rest");
        await Expect(one.Answer()).ToHaveValueAsync("Half an answer and the rest");
        await one.SendButton().ClickAsync();

        await Expect(one.Bubble("Half an answer and the rest")).ToBeVisibleAsync();
        await Expect(other.Answer()).ToHaveValueAsync("");
    }

    [SkippableFact]
    public async Task Back_and_forward_lead_to_tickets_and_what_was_written_there()
    {
        var (one, other) = (await TicketAsync(), await TicketAsync());
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(one);
        await page.Answer().FillAsync("For the one");
        await page.OpenTicketAsync(other);
        await page.Answer().FillAsync("For the other");

        await page.GoBackAsync();
        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(one);
        await Expect(page.Answer()).ToHaveValueAsync("For the one");
        await page.GoForwardAsync();

        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(other);
        await Expect(page.Answer()).ToHaveValueAsync("For the other");
    }

    private async Task<string> TicketAsync()
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello");
        return customer;
    }
}
