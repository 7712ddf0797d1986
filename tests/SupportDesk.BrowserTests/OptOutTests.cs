namespace SupportDesk.BrowserTests;

/// <summary>Opt-outs in a real browser, with the virtual phone as the customer.</summary>
public sealed class OptOutTests(Chromium chromium) : BrowserTest(chromium)
{
    [SkippableFact]
    public async Task STOP_from_a_handset_is_confirmed_there_and_turns_the_open_conversation_off_until_START()
    {
        var desk = await StartAsync(new Desk());
        var phone = await OpenAsync(desk, "/phone");
        var customer = Desk.NewCustomer();
        var handset = await phone.AddHandsetAsync(customer);
        await TextAsync(handset, "Where is my order?");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(customer);
        await page.Answer().FillAsync("A half-written answer");

        await TextAsync(handset, "Stop.");

        await Expect(handset).ToContainTextAsync("You have opted out");
        await Expect(page.Locator("#opted-out")).ToContainTextAsync("The customer opted out with STOP.");
        await Expect(page.Answer()).ToBeDisabledAsync();
        await Expect(page.Answer()).ToHaveValueAsync("A half-written answer");
        await Expect(page.SendButton()).ToBeDisabledAsync();
        await Expect(page.Locator("[data-opted-out-note]")).ToContainTextAsync("with STOP.");

        await TextAsync(handset, "start");

        await Expect(handset).ToContainTextAsync("You will get texts");
        await Expect(page.Locator("#opted-out")).ToHaveCountAsync(0);
        await Expect(page.Answer()).ToBeEnabledAsync();
        await page.SendButton().ClickAsync();
        await Expect(page.Bubble("A half-written answer")).ToHaveAttributeAsync("data-state", "Delivered");
    }

    [SkippableFact]
    public async Task An_agent_opts_a_customer_out_from_the_hint_and_in_again_by_keyboard()
    {
        var desk = await StartAsync(new Desk());
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Please stop texting me");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(customer);
        await page.Locator("[data-hint='opt-out'] a").ClickAsync();
        await page.GetByLabel("What did the customer say").FillAsync("Asked us to stop, in a text.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Opt out" }).ClickAsync();

        await Expect(page.Locator("#opted-out")).ToContainTextAsync("Ann opted the customer out.");
        await Expect(page.Answer()).ToBeDisabledAsync();

        await page.Locator("[data-opt-in]").PressAsync("Enter");
        await page.GetByLabel("How did the customer agree?").FillAsync("Called us.");
        await page.GetByLabel("The customer has agreed").PressAsync("Space");
        await page.GetByRole(AriaRole.Button, new() { Name = "Opt in" }).PressAsync("Enter");

        await Expect(page.Locator("[data-conversation]")).ToBeVisibleAsync();
        await Expect(page.Locator("#opted-out")).ToHaveCountAsync(0);
        await page.AnswerAsync("Welcome back.");
        await page.GotoAsync("/admin/consents?back=true");
        await page.Locator("#consents tbody a").First.ClickAsync();
        await Expect(page.Locator("#ledger tbody tr")).ToHaveCountAsync(2);
    }

    [SkippableFact]
    public async Task The_list_is_searched_and_exported()
    {
        var desk = await StartAsync(new Desk());
        var (one, other) = (Desk.NewCustomer(), Desk.NewCustomer());
        await desk.TextAsync(one, "STOP");
        await desk.TextAsync(other, "Arrêt");
        var page = await AgentAtAsync(desk, "/admin/consents");
        await Expect(page.Locator("#consents tbody tr")).ToHaveCountAsync(2);
        await page.GetByLabel("Find a customer by phone number").FillAsync(one.Replace("+", "00"));
        await page.GetByLabel("Find a customer by phone number").PressAsync("Enter");
        await Expect(page.Locator("#consents tbody tr")).ToHaveCountAsync(1);

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).ClickAsync());

        download.SuggestedFilename.Should().MatchRegex(@"^opt-outs-\d{4}-\d\d-\d\d\.csv$");
        (await File.ReadAllTextAsync(await download.PathAsync())).Should().Contain(one).And.Contain(other);
    }

    private static async Task TextAsync(ILocator handset, string text)
    {
        await handset.Writing().FillAsync(text);
        await handset.Writing().PressAsync("Enter");
        await Expect(handset.Writing()).ToHaveValueAsync("");
    }
}
