using Deque.AxeCore.Commons;

namespace SupportDesk.BrowserTests;

/// <summary>axe-core on every page, light and dark, on a desktop and on a phone.</summary>
public sealed class AccessibilityTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Violations = "async () => (await axe.run()).violations.map(one => `${one.id}: ${one.help}: ${one.nodes.map(node => node.html).join('; ')}`)";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

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

    private static async Task CheckAsync(IPage page, string name)
    {
        // Handed to the page once: it is half a megabyte.
        await page.EvaluateAsync(Axe);
        foreach (var screen in Enum.GetValues<Screen>())
        {
            await page.SetViewportSizeAsync(screen.Size().Width, screen.Size().Height);
            await page.ShouldFitAsync();
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", scheme is ColorScheme.Dark ? "dark" : "light");
                (await page.EvaluateAsync<string[]>(Violations)).Should().BeEmpty("{0} on a {1} in {2} is for everybody", name, screen, scheme);
            }
        }
    }
}
