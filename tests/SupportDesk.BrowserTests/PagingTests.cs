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
        var desk = await StartAsync(new Desk());
        var customer = Desk.NewCustomer();
        for (var number = 1; number <= 60; number++)
            await desk.TextAsync(customer, $"Text {number:00}.");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(customer);
        await Expect(page.Bubble("Text 60.")).ToBeVisibleAsync();
        await Expect(page.Bubble("Text 01.")).ToHaveCountAsync(0);
        await page.Answer().FillAsync("Half an answer");

        await page.Locator("#earlier a").ClickAsync();

        await Expect(page.Bubble("Text 01.")).ToHaveCountAsync(1);
        await Expect(page.Locator("#earlier")).ToHaveCountAsync(0);
        await desk.TextAsync(customer, "One more");
        await Expect(page.Bubble("One more")).ToHaveCountAsync(1);
        await Expect(page.Bubble("Text 01.")).ToHaveCountAsync(1);
        await Expect(page.Answer()).ToHaveValueAsync("Half an answer");
    }
}
