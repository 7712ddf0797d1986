namespace SupportDesk.BrowserTests;

/// <summary>What does not fit on a page is a click away.</summary>
public sealed class PagingTests(Chromium chromium) : BrowserTest(chromium)
{
    [SkippableFact]
    public async Task Older_tickets_are_on_the_next_page_of_the_list()
    {
        var desk = await StartAsync(new Desk());
        var customers = Enumerable.Range(0, 60).Select(_ => Desk.NewCustomer()).ToList();
        foreach (var customer in customers)
            await desk.TextAsync(customer, "Hello");
        var page = await AgentAtAsync(desk);
        await Expect(page.Row(customers[^1])).ToBeVisibleAsync();
        await Expect(page.Row(customers[0])).ToHaveCountAsync(0);

        await page.Locator("#older").ClickAsync();

        await Expect(page.Row(customers[0])).ToBeVisibleAsync();
        await Expect(page.Row(customers[^1])).ToHaveCountAsync(0);
        await page.OpenTicketAsync(customers[0]);
        await Expect(page.Row(customers[0])).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Earlier_messages_join_the_conversation_and_stay_when_it_changes()
    {
        var (desk, page, customer) = await AtALongConversationAsync();
        await page.Answer().FillAsync("Half an answer");

        await page.Earlier().ClickAsync();

        await Expect(page.Bubble("Text 01.")).ToHaveCountAsync(1);
        await Expect(page.Earlier()).ToHaveCountAsync(0);
        await desk.TextAsync(customer, "One more");
        await Expect(page.Bubble("One more")).ToHaveCountAsync(1);
        await Expect(page.Bubble("Text 01.")).ToHaveCountAsync(1);
        await Expect(page.Answer()).ToHaveValueAsync("Half an answer");
    }

    [SkippableFact]
    public async Task What_changes_while_earlier_messages_are_on_their_way_is_shown_too()
    {
        var (desk, page, customer) = await AtALongConversationAsync();
        var (drawn, released) = await page.HoldDrawnAsync("**/conversation?*earlier=true*");
        await page.Earlier().ClickAsync();
        await drawn.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var colleague = await AgentAtAsync(desk);
        await colleague.OpenTicketAsync(customer);
        await colleague.Locator("#close-or-reopen").ClickAsync();
        await Expect(page.Row(customer)).ToHaveCountAsync(0);

        released.SetResult();

        await Expect(page.Bubble("Text 01.")).ToHaveCountAsync(1);
        await Expect(page.Status()).ToHaveTextAsync("Closed");
        await Expect(page.Bubble("Text 01.")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task Earlier_messages_that_do_not_come_are_told_and_come_when_they_are_asked_for_again()
    {
        LosesTheDesk = true;
        var (_, page, _) = await AtALongConversationAsync();
        (await page.HoldAsync("**/conversation?*earlier=true*", "GET", answer: 503)).SetResult();
        await page.Earlier().ClickAsync();
        await Expect(page.Notice()).ToHaveTextAsync("Earlier messages could not be fetched. Try again.");

        await page.UnrouteAllAsync();
        await page.Earlier().ClickAsync();

        await Expect(page.Bubble("Text 01.")).ToHaveCountAsync(1);
        await Expect(page.Notice()).ToBeHiddenAsync();
    }

    private async Task<(Desk Desk, IPage Page, string Customer)> AtALongConversationAsync()
    {
        var desk = await StartAsync(new Desk());
        var customer = Desk.NewCustomer();
        for (var number = 1; number <= 60; number++)
            await desk.TextAsync(customer, $"Text {number:00}.");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(customer);
        await Expect(page.Bubble("Text 60.")).ToBeVisibleAsync();
        await Expect(page.Bubble("Text 01.")).ToHaveCountAsync(0);
        return (desk, page, customer);
    }
}
