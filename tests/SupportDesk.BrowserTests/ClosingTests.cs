namespace SupportDesk.BrowserTests;

public sealed class ClosingTests(Chromium chromium) : BrowserTest(chromium)
{
    [SkippableFact]
    public async Task A_text_that_the_page_does_not_show_yet_is_shown_before_the_ticket_closes()
    {
        LosesTheDesk = true;
        var desk = await StartAsync(new Desk([.. Desk.Ann, ("Web:RefreshInterval", "00:01:00")]));
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "First");
        var context = await AgentAsync(desk);
        await context.RouteAsync("**/live/**", route => route.AbortAsync());
        var page = await context.NewPageAsync();
        await page.GotoAsync("/admin");
        await page.OpenTicketAsync(customer);
        await Expect(page.Locator("#live-banner")).ToBeVisibleAsync();
        await page.Answer().FillAsync("Half an answer");
        await page.Keyboard.PressAsync("Escape");
        await desk.TextAsync(customer, "Second");
        var colleague = await AgentAtAsync(desk);
        await colleague.OpenTicketAsync(customer);
        await Expect(colleague.Bubble("Second")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator("#text-came")).ToContainTextAsync("was not closed");
        await Expect(page.Bubble("Second")).ToBeVisibleAsync();
        await Expect(page.Status()).ToHaveTextAsync("Open");
        await Expect(page.Answer()).ToHaveValueAsync("Half an answer");

        await page.Keyboard.PressAsync("c");
        await Expect(page.Status()).ToHaveTextAsync("Closed");
        await Expect(page.Locator("#text-came")).ToHaveCountAsync(0);
    }
}
