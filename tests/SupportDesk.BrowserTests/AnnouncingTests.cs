namespace SupportDesk.BrowserTests;

/// <summary>What a screen reader hears of texts that come in.</summary>
public sealed class AnnouncingTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableFact]
    public async Task A_new_text_is_counted_in_the_title_and_told_to_a_screen_reader()
    {
        var (old, customer) = (Desk.NewCustomer(), Desk.NewCustomer());
        await desk.TextAsync(old, "Hello");
        var page = await AgentAtAsync(desk, "/admin?view=unread");
        await Expect(page.Row(old)).ToBeVisibleAsync();
        await desk.TextAsync(customer, "Hello");
        var code = await page.Row(customer).GetAttributeAsync("data-ticket");
        await Expect(page.Locator("#announcer")).ToHaveTextAsync($"New text on {code}");
        var unread = await page.Locator("#list").GetAttributeAsync("data-unread");
        await Expect(page).ToHaveTitleAsync($"({unread}) Inbox · SupportDesk");
    }

    [SkippableTheory, InlineData("open"), InlineData("closed")]
    public async Task A_new_text_of_the_open_conversation_is_told_once_whether_or_not_its_ticket_is_listed(string view)
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "First");
        var page = await AgentAtAsync(desk);
        var code = await page.Row(customer).GetAttributeAsync("data-ticket");
        await page.GotoAsync($"/admin/tickets/{code}?view={view}");
        await NoteWhatIsToldAsync(page);

        await desk.TextAsync(customer, "Second");

        await Expect(page.Bubble("Second")).ToBeVisibleAsync();
        await Expect(page.Locator("#announcer")).ToHaveTextAsync($"New text on {code}");
        await ShouldHaveToldOnceAsync(page, code!);
        await Expect(page.Row(customer)).ToHaveCountAsync(view == "open" ? 1 : 0);
    }

    [SkippableFact]
    public async Task A_text_is_not_told_again_behind_a_page_that_was_drawn_before_it_came()
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "First");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(customer);
        var code = await page.Locator("[data-code]").TextContentAsync();
        await NoteWhatIsToldAsync(page);
        var (drawn, released) = await page.HoldDrawnAsync($"**/admin/tickets/{code}");
        await page.Locator("[data-view=open]").ClickAsync();
        await drawn.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await desk.TextAsync(customer, "Second");
        await Expect(page.Locator("#announcer")).ToHaveTextAsync($"New text on {code}");

        released.SetResult();

        await Expect(page.Locator("#list a.htmx-request")).ToHaveCountAsync(0);
        await ShouldHaveToldOnceAsync(page, code!);
    }

    [SkippableFact]
    public async Task A_conversation_that_is_opened_beside_a_list_without_it_is_no_new_text()
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello");
        var page = await AgentAtAsync(desk);
        var code = await page.Row(customer).GetAttributeAsync("data-ticket");
        await page.GotoAsync("/admin?view=closed");
        await page.EvaluateAsync("code => htmx.ajax('GET', `/admin/tickets/${code}?view=closed`, { source: '#desk', target: '#desk', select: '#desk', swap: 'outerMorph' })", code);
        await Expect(page.Locator("[data-code]")).ToHaveTextAsync(code!);
        await Expect(page.Locator("#announcer")).ToBeEmptyAsync();
    }

    private static async Task NoteWhatIsToldAsync(IPage page) =>
        await page.EvaluateAsync("window.told = []; new MutationObserver(() => told.push(announcer.textContent)).observe(announcer, { childList: true })");

    /// <summary>Also when both the list and the conversation have been fetched again.</summary>
    private static async Task ShouldHaveToldOnceAsync(IPage page, string code)
    {
        await page.AnswerAsync("An answer");
        await Expect(page.Bubble("An answer")).ToHaveAttributeAsync("data-state", "Delivered");
        (await page.EvaluateAsync<string[]>("told")).Should().Equal($"New text on {code}");
    }
}
