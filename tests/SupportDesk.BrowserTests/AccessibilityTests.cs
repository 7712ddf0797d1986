namespace SupportDesk.BrowserTests;

/// <summary>axe-core on the pages of the inbox and what leads there.</summary>
public sealed class AccessibilityTests(Chromium chromium) : AccessibilityTest(chromium)
{
    [SkippableFact]
    public async Task Pages_before_the_first_account_have_no_violation()
    {
        var desk = await StartAsync(new Desk([]));
        var page = await OpenAsync(desk, "/setup");
        await CheckAsync(page, "setup");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Olga");
        await page.GetByLabel("User name").FillAsync("!");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Desk.Password);
        await page.GetByLabel("Password again").FillAsync("another");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create administrator" }).ClickAsync();
        await Expect(page.Locator("#again-error")).Not.ToBeEmptyAsync();
        await CheckAsync(page, "setup with errors");
        await page.GotoAsync("/phone");
        await CheckAsync(page, "phone without handsets");
    }

    [SkippableFact]
    public async Task Pages_of_an_empty_desk_have_no_violation()
    {
        var desk = await StartAsync(new Desk());
        var page = await OpenAsync(desk, "/sign-in");
        await CheckAsync(page, "sign-in");
        await page.GotoAsync("/setup");
        await CheckAsync(page, "setup done");
        page = await AgentAtAsync(desk);
        await CheckAsync(page, "empty inbox");
        foreach (var path in new[] { "/admin/failed", "/admin/webhooks", "/admin/agents", "/admin/agents/new", "/admin/password" })
        {
            await page.GotoAsync(path);
            await CheckAsync(page, path);
        }
    }

    [SkippableFact]
    public async Task Tickets_and_their_states_have_no_violation()
    {
        var desk = await StartAsync(new Desk());
        var (customer, other) = (Desk.NewCustomer(), Desk.NewCustomer());
        await desk.TextAsync(customer, "Hello");
        await desk.TextAsync(other, "Hello too");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(customer);
        await Expect(page.Bubble("Thanks for contacting")).ToHaveAttributeAsync("data-state", "Delivered");
        await page.Answer().FillAsync(new string('a', 100) + "ê");
        await CheckAsync(page, "open ticket");

        var phone = await OpenAsync(desk, "/phone");
        await phone.MisbehaveAsync("Refuse");
        await CheckAsync(phone, "phone with handsets");
        await page.AnswerAsync("This one fails.");
        await Expect(page.Bubble("This one fails.")).ToHaveAttributeAsync("data-state", "Failed");
        await CheckAsync(page, "failed message");
        await CheckFailedAsync(desk, await AgentAtAsync(desk, "/admin/failed"));
        await page.Locator("#close-or-reopen").ClickAsync();
        await Expect(page.Status()).ToHaveTextAsync("Closed");
        await CheckAsync(page, "closed ticket");
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await CheckAsync(page, "keys");
    }

    [SkippableFact]
    public async Task What_an_agent_must_be_told_has_no_violation()
    {
        var desk = await StartAsync(new Desk());
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello");
        await desk.TextAsync("MyBank", "Your code is 1234");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync("MyBank");
        await Expect(page.Locator("[data-unanswerable]")).ToBeVisibleAsync();
        await CheckAsync(page, "a conversation that cannot be answered");

        await page.SetViewportSizeAsync(Screen.Desktop.Size().Width, Screen.Desktop.Size().Height);
        await page.OpenTicketAsync(customer);
        await page.Answer().FillAsync("The second answer");
        var other = await AgentAtAsync(desk);
        await other.OpenTicketAsync(customer);
        await other.AnswerAsync("The first answer");
        await Expect(page.Bubble("The first answer")).ToBeVisibleAsync();
        await page.SendButton().ClickAsync();
        await Expect(page.Locator("#meanwhile")).ToBeVisibleAsync();
        await CheckAsync(page, "an answer that came too late");
    }

    [SkippableFact]
    public async Task A_page_without_its_line_has_no_violation()
    {
        LosesTheDesk = true;
        var desk = await StartAsync(new Desk());
        await desk.TextAsync(Desk.NewCustomer(), "Hello");
        var page = await AgentAtAsync(desk);
        await Expect(page.Locator("#list [data-ticket]")).ToHaveCountAsync(1);
        await desk.KillAsync();
        await Expect(page.Locator("#live-banner")).ToBeVisibleAsync();
        await CheckAsync(page, "a page without its line");
    }

    [SkippableFact]
    public async Task Kept_webhooks_and_problems_have_no_violation()
    {
        var desk = await StartAsync(new Desk());
        await desk.BabbleAsync("{ what is this");
        var page = await AgentAtAsync(desk, "/admin/webhooks");
        await CheckAsync(page, "kept webhooks");
        await page.Locator("#kept a").First.ClickAsync();
        await Expect(page.Locator("pre.raw")).ToBeVisibleAsync();
        await CheckAsync(page, "a kept webhook");
        await page.GotoAsync("/admin/tickets/ZZZZZZ");
        await CheckAsync(page, "no such ticket");
        await page.GotoAsync("/no-such-page");
        await CheckAsync(page, "no such page");
    }

    /// <summary>The list of failed texts, one and several, and a text's own page.</summary>
    private static async Task CheckFailedAsync(Desk desk, IPage page)
    {
        await Expect(page.Locator(".failed-text")).ToHaveCountAsync(1);
        await desk.TextAsync(Desk.NewCustomer(), "Its confirmation fails");
        await Expect(page.Locator(".failed-text")).ToHaveCountAsync(2);
        await page.Locator("#all summary").ClickAsync();
        await CheckAsync(page, "failed texts");
        await page.GetByRole(AriaRole.Link, new() { Name = "Details" }).First.ClickAsync();
        foreach (var summary in await page.Locator("#calls summary").AllAsync())
            await summary.ClickAsync();
        await CheckAsync(page, "a failed text");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Expect(page.Locator("[data-dismissed]")).ToBeVisibleAsync();
        await CheckAsync(page, "a dismissed text");
    }
}
