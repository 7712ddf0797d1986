namespace SupportDesk.BrowserTests;

/// <summary>axe-core on the pages of consent, numbers, carriers, rules, pictures and orders.</summary>
public sealed class AdminAccessibilityTests(Chromium chromium) : AccessibilityTest(chromium)
{
    [SkippableFact]
    public async Task Opt_outs_have_no_violation()
    {
        var desk = await StartAsync(new Desk());
        var (customer, other) = (Desk.NewCustomer(), Desk.NewCustomer());
        await desk.TextAsync(customer, "Hello");
        await desk.TextAsync(customer, "STOP");
        await desk.TextAsync(other, "Please stop texting me");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(other);
        await Expect(page.Locator("[data-hint]")).ToBeVisibleAsync();
        await CheckAsync(page, "hint");
        await page.Locator("[data-hint] a").ClickAsync();
        await CheckAsync(page, "opt out");
        await page.GotoAsync("/admin");
        await page.OpenTicketAsync(customer);
        await Expect(page.Locator("#opted-out")).ToBeVisibleAsync();
        await CheckAsync(page, "opted out");
        await page.Locator("[data-opt-in]").ClickAsync();
        await CheckAsync(page, "opt in");
        foreach (var path in new[] { "/admin/consents", "/admin/consents?back=true", "/admin/consents/change", "/admin/consents?q=%2B15555555555", "/admin/consents/change?customer=06" })
        {
            await page.GotoAsync(path);
            await CheckAsync(page, path);
        }

        await page.GotoAsync("/admin/consents");
        await page.Locator("#consents a").First.ClickAsync();
        await CheckAsync(page, "ledger");
    }

    [SkippableFact]
    public async Task Numbers_and_carriers_have_no_violation()
    {
        var desk = await StartAsync(new Desk());
        var page = await AgentAtAsync(desk, "/admin/numbers");
        await CheckAsync(page, "numbers");
        await page.GotoAsync("/admin/numbers/new");
        await page.GetByLabel("Number", new() { Exact = true }).FillAsync("+1 202 555 0142");
        await page.GetByLabel("Carrier", new() { Exact = true }).SelectOptionAsync("messagebird");
        await page.GetByLabel("Confirmation", new() { Exact = true }).FillAsync("{what}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add number" }).ClickAsync();
        await Expect(page.Locator("#confirmation-error")).ToContainTextAsync("{what}");
        await CheckAsync(page, "a number with a mistake");
        await page.GetByLabel("Confirmation", new() { Exact = true }).FillAsync("{code}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add number" }).ClickAsync();
        await Expect(page.Locator("#state")).ToBeVisibleAsync();
        await CheckAsync(page, "a set-up check");
        await page.GotoAsync("/admin/numbers/%2B12025550142/removal");
        await CheckAsync(page, "the removal of a number");
        foreach (var path in (string[])["/admin/numbers", "/admin/carriers", "/admin/carriers/template", "/admin/carriers/twilio"])
        {
            await page.GotoAsync(path);
            await CheckAsync(page, path);
        }
    }

    [SkippableFact]
    public async Task Rules_and_what_they_answer_have_no_violation()
    {
        var desk = await StartAsync(new Desk());
        var page = await AgentAtAsync(desk, "/admin/rules");
        await CheckAsync(page, "no rules");
        foreach (var name in new[] { "Echo", "Switched off" })
        {
            await page.GotoAsync("/admin/rules/new");
            await page.GetByLabel("Name").FillAsync(name);
            await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
            await Expect(page.Locator("#template-error")).Not.ToBeEmptyAsync();
            await CheckAsync(page, "a rule with a mistake");
            await page.GetByLabel("Answer", new() { Exact = true }).FillAsync("You said {{text}}");
            await page.GetByText("Fields", new() { Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
            await Expect(page.Locator("#preview")).ToBeVisibleAsync();
            await CheckAsync(page, "a preview");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add rule" }).ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off Switched off" }).ClickAsync();
        await CheckAsync(page, "rules");
        await page.GotoAsync("/admin/rules/1/removal");
        await CheckAsync(page, "the deletion of a rule");
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello");
        await desk.TextAsync(customer, "Hello again");
        await page.GotoAsync("/admin");
        await page.OpenTicketAsync(customer);
        await Expect(page.Locator("[data-unanswered]")).ToBeVisibleAsync();
        await CheckAsync(page, "a text without an automatic answer");
        await page.Bubble("You said Hello").GetByRole(AriaRole.Link, new() { Name = "details" }).ClickAsync();
        await Expect(page.Locator("[data-answered]")).ToBeVisibleAsync();
        await CheckAsync(page, "an automatic answer");
    }

    [SkippableFact]
    public async Task Pictures_have_no_violation()
    {
        var desk = await StartAsync(new Desk());
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(customer);
        var picture = new FilePayload { Name = "a-picture-with-a-name-that-is-rather-long-for-a-phone.png", MimeType = "image/png", Buffer = await page.ScreenshotAsync() };
        await page.Field().SetInputFilesAsync([picture, new() { Name = "page.jpg", MimeType = "image/jpeg", Buffer = "<html>"u8.ToArray() }, new() { Name = "empty.png", MimeType = "image/png", Buffer = [] }]);
        await Expect(page.Alert()).ToContainTextAsync("empty.png");
        await CheckAsync(page, "chosen pictures");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take away empty.png" }).ClickAsync();
        await page.SendButton().ClickAsync();
        await Expect(page.Locator("[data-refused]")).ToBeVisibleAsync();
        await CheckAsync(page, "a refused file");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take away page.jpg" }).ClickAsync();
        await page.SendButton().ClickAsync();
        await Expect(page.Locator(".bubble.reply img")).ToHaveCountAsync(1);
        await CheckAsync(page, "a picture that went out");
        await page.Locator(".bubble.reply .to-details").ClickAsync();
        await CheckAsync(page, "the page of a text with a picture");
        await page.GotoAsync("/phone");
        await Expect(page.Locator(".phone-pictures img")).ToHaveCountAsync(1);
        await CheckAsync(page, "a handset with a picture");
    }

    [SkippableFact]
    public async Task Buying_a_number_has_no_violation()
    {
        var desk = await StartAsync(new Desk());
        var phone = await OpenAsync(desk, "/phone");
        await phone.MisbehaveAsync("DropConnection");
        var page = await AgentAtAsync(desk, "/admin/numbers/market");
        await CheckAsync(page, "where to get a number");
        foreach (var query in new[] { "", "?Digits=1&Page=1", "?Digits=202&Page=1", "?Digits=202&Page=30" })
        {
            await page.GotoAsync("/admin/numbers/market/simulator" + query);
            await CheckAsync(page, "numbers on offer " + query);
        }

        await page.GotoAsync("/admin/numbers/market/simulator?Digits=202&Page=2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose +12025550105" }).ClickAsync();
        await CheckAsync(page, "the question whether to buy");
        await page.GetByLabel("Yes, buy").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy it" }).ClickAsync();
        await Expect(page.Locator("[data-words]")).ToContainTextAsync("It is not known");
        await CheckAsync(page, "an order that nobody knows of");
        await page.GotoAsync("/admin/numbers");
        await CheckAsync(page, "numbers with an order");
        await page.Locator("[data-orders] a").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "It was not bought" }).ClickAsync();
        await Expect(page.Locator("[data-words]")).ToContainTextAsync("was not bought");
        await CheckAsync(page, "an order that came to nothing");
    }
}
