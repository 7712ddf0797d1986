namespace SupportDesk.BrowserTests;

/// <summary>Pages that fetch what changed go on asking when their agent is signed out.</summary>
public sealed class EndedSessionTests : BrowserTest
{
    public EndedSessionTests(Chromium chromium)
        : base(chromium) => LosesTheDesk = true;

    [SkippableFact]
    public async Task The_list_of_failed_texts_stays_and_tells_a_disabled_agent_to_sign_in()
    {
        var desk = await StartAsync(new Desk([.. Desk.Ann, ("Web:RefreshInterval", "00:00:01")]));
        var ann = await AgentAtAsync(desk);
        await ann.AddAgentAsync("bob", "Bob");
        var page = await AgentAtAsync(desk, "/admin/failed", user: "bob");
        await Expect(page.Locator("#failed .empty")).ToBeVisibleAsync();

        await ann.Locator("[data-agent=bob]").GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();

        await ShouldBeToldAsync(page);
        await Expect(page.Locator("#failed .empty")).ToBeVisibleAsync();
        await Expect(page.Locator("#failed-count")).ToBeHiddenAsync();
        await page.Notice().GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByLabel("Password")).ToBeVisibleAsync();
        page.Url.Should().Contain("failed", "the agent comes back here");
    }

    [SkippableFact]
    public async Task The_inbox_stays_and_goes_on_when_the_agent_has_signed_in_again()
    {
        var desk = await StartAsync(new Desk());
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "First");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(customer);
        await page.Answer().FillAsync("Half an answer");

        await page.Context.ClearCookiesAsync();
        await desk.TextAsync(customer, "Second");

        await ShouldBeToldAsync(page);
        await page.SendButton().ClickAsync();
        await Expect(page.Locator("[data-composer-alert]")).ToContainTextAsync("Your session has ended.");
        await SignInAsync(page.Context);
        await desk.TextAsync(customer, "Third");
        await Expect(page.Bubble("Third")).ToBeVisibleAsync();
        await Expect(page.Bubble("Second")).ToBeVisibleAsync();
        await Expect(page.Notice()).ToBeHiddenAsync();
        await Expect(page.Answer()).ToHaveValueAsync("Half an answer");
    }

    [SkippableFact]
    public async Task A_set_up_check_stays_and_goes_on_when_the_administrator_has_signed_in_again()
    {
        var desk = await StartAsync(new Desk());
        var page = await AgentAtAsync(desk, "/admin/numbers/%2B31970102400/check");
        var finding = page.Locator("#state [data-finding]").First;
        await Expect(finding).ToContainTextAsync("Nothing has arrived");

        await page.Context.ClearCookiesAsync();

        await ShouldBeToldAsync(page);
        await Expect(finding).ToContainTextAsync("Nothing has arrived");
        await SignInAsync(page.Context);
        await desk.TextAsync(Desk.NewCustomer(), "Hello");
        await Expect(finding).ToContainTextAsync("Texts come in");
        await Expect(page.Notice()).ToBeHiddenAsync();
    }

    private static async Task ShouldBeToldAsync(IPage page)
    {
        await Expect(page.Notice()).ToHaveTextAsync("Your session has ended. Sign in again");
        await Expect(page.Locator("input[type=password]")).ToHaveCountAsync(0);
    }

    /// <summary>In another window.</summary>
    private static async Task SignInAsync(IBrowserContext browser)
    {
        var other = await browser.NewPageAsync();
        await other.GotoAsync("/sign-in");
        await other.SignInAsync();
        await other.CloseAsync();
    }
}
