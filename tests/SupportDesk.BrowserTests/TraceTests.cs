namespace SupportDesk.BrowserTests;

/// <summary>The page of one text and the list of failed ones, in a browser.</summary>
public sealed class TraceTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task From_a_bubble_to_the_text_and_its_calls_and_back(Screen screen)
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Where is my parcel?");
        var page = await AgentAtAsync(desk, screen: screen);
        await page.OpenTicketAsync(customer);
        await page.Bubble("Where is my parcel?").GetByRole(AriaRole.Link, new() { Name = "details" }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("Text from the customer");
        await Expect(page.Locator("[data-call] pre").First).ToBeHiddenAsync();
        await page.Locator("[data-call] summary").First.ClickAsync();
        await Expect(page.Locator("[data-call] pre").First).ToContainTextAsync("payload=Where+is+my+parcel");
        await page.ShouldFitAsync();

        await page.Locator(".trail a").ClickAsync();
        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(customer);
    }

    [SkippableFact]
    public async Task The_copy_button_copies()
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Copy me");
        var context = await AgentAsync(desk);
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/admin");
        await page.OpenTicketAsync(customer);
        await page.Bubble("Copy me").GetByRole(AriaRole.Link, new() { Name = "details" }).ClickAsync();

        await page.Locator("[data-copy='#text']").ClickAsync();

        await Expect(page.Locator("[data-copy='#text']")).ToHaveTextAsync("Copied");
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().Be("Copy me");
    }

    [SkippableFact]
    public async Task The_count_and_the_list_follow_what_happens_without_a_reload()
    {
        var own = await StartAsync(new Desk());
        var (inbox, failed, phone) = (await AgentAtAsync(own), await AgentAtAsync(own, "/admin/failed"), await OpenAsync(own, "/phone"));
        await Expect(failed.Locator(".empty")).ToContainTextAsync("Nothing has failed");
        await Expect(inbox.Locator("#failed-count")).ToBeHiddenAsync();

        await phone.MisbehaveAsync("Refuse");
        var customer = Desk.NewCustomer();
        await own.TextAsync(customer, "Hello");

        await Expect(inbox.Locator("#failed-count")).ToHaveTextAsync("1");
        await Expect(failed.Locator(".failed-text")).ToContainTextAsync(customer);
        await Expect(failed.Locator("#failed-count")).ToHaveTextAsync("1");

        await phone.MisbehaveAsync();
        var other = await AgentAtAsync(own, "/admin/failed", Screen.Phone);
        await other.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(other.Locator("[data-notice]")).ToHaveTextAsync("The text was sent again.");
        await Expect(failed.Locator(".failed-text")).ToHaveCountAsync(0);
        await Expect(inbox.Locator("#failed-count")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task All_of_a_page_are_dismissed_after_a_question_and_the_page_waits_for_it()
    {
        var own = await StartAsync(new Desk());
        var phone = await OpenAsync(own, "/phone");
        await phone.MisbehaveAsync("Refuse");
        await own.TextAsync(Desk.NewCustomer(), "One");
        await own.TextAsync(Desk.NewCustomer(), "Two");
        var page = await AgentAtAsync(own, "/admin/failed");
        await Expect(page.Locator(".failed-text")).ToHaveCountAsync(2);
        await page.Locator("#all summary").ClickAsync();
        await own.TextAsync(Desk.NewCustomer(), "Three");
        await Expect(page.Locator("#failed-count")).ToHaveTextAsync("3");

        await Expect(page.Locator(".failed-text")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Dismiss 2" }).ClickAsync();

        await Expect(page.Locator("[data-notice]")).ToHaveTextAsync("All 2 texts were dismissed.");
        await Expect(page.Locator(".failed-text")).ToHaveCountAsync(1);
    }

    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task Without_scripts_a_failed_text_is_found_read_and_sent_again(Screen screen)
    {
        var own = await StartAsync(new Desk());
        var phone = await OpenAsync(own, "/phone");
        await phone.MisbehaveAsync("DropConnection", "NoReport");
        await own.TextAsync(Desk.NewCustomer(), "Hello");
        var watching = await AgentAtAsync(own);
        await Expect(watching.Locator("#failed-count")).ToHaveTextAsync("1");
        await phone.MisbehaveAsync();

        var page = await OpenAsync(own, "/admin", screen, scripts: false);
        await page.SignInAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Failed" }).ClickAsync();
        await page.ShouldFitAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Details" }).ClickAsync();
        await Expect(page.Locator("[data-copy]").First).ToBeHiddenAsync();
        await page.Locator("#calls summary").ClickAsync();
        await Expect(page.Locator("#calls")).ToContainTextAsync("No answer came.");
        await page.ShouldFitAsync();
        await page.Locator(".text-actions summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it all the same" }).ClickAsync();
        await Expect(page.Locator("[data-resent]")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task A_nasty_text_is_shown_as_text_and_breaks_nothing()
    {
        var customer = Desk.NewCustomer();
        var nasty = $"<img src=x onerror=\"window.ran=1\"></pre>\u202Eevil \u0000{new string('W', 5000)}";
        await desk.TextAsync(customer, nasty);
        var page = await AgentAtAsync(desk, screen: Screen.Phone);
        await page.OpenTicketAsync(customer);
        await page.Locator(".bubble.in").GetByRole(AriaRole.Link, new() { Name = "details" }).ClickAsync();
        await page.Locator("[data-call] summary").First.ClickAsync();

        await Expect(page.Locator("#text")).ToContainTextAsync("<img src=x onerror");
        await Expect(page.Locator("[data-call]").First).ToContainTextAsync("more characters are not kept");
        await page.ShouldFitAsync();
        (await page.EvaluateAsync<bool>("window.ran === undefined")).Should().BeTrue();
    }
}
