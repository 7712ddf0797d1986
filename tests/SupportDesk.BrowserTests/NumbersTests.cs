namespace SupportDesk.BrowserTests;

/// <summary>An administrator sets up a carrier and a number, and sees that it works.</summary>
public sealed class NumbersTests(Chromium chromium) : BrowserTest(chromium)
{
    [SkippableTheory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task A_number_is_added_and_its_check_shows_the_first_text_by_itself(Screen screen)
    {
        var desk = await StartAsync(new Desk());
        var page = await AgentAtAsync(desk, "/admin/numbers/new", screen);
        await page.GetByLabel("Number", new() { Exact = true }).FillAsync("+1 202 555 0142");
        await page.GetByLabel("Carrier", new() { Exact = true }).SelectOptionAsync("messagebird");
        await page.GetByLabel("Name").FillAsync("Sales");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add number" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Set-up check of +12025550142");
        await Expect(page.Locator("[data-finding]").First).ToContainTextAsync("Nothing has arrived");

        await page.GetByLabel("Send a test to").FillAsync("half a num");
        await desk.TextAsync(Desk.NewCustomer(), "Hello", to: "12025550142");

        await Expect(page.Locator("[data-finding]").First).ToContainTextAsync("Texts come in", new() { Timeout = 20_000 });
        await Expect(page.GetByLabel("Send a test to")).ToHaveValueAsync("half a num");
    }

    [SkippableFact]
    public async Task Without_scripts_a_carrier_is_set_up_and_its_secret_is_not_shown_again()
    {
        var desk = await StartAsync(new Desk());
        await AgentAsync(desk);
        var page = await (await BrowserAsync(desk, scripts: false, session: desk.Sessions["ann"])).NewPageAsync();
        await page.GotoAsync("/admin/carriers/twilio");
        await page.GetByLabel("Account SID").FillAsync("AC123");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[data-setting='AuthToken'] [role='alert']")).ToContainTextAsync("is missing");

        await page.GetByLabel("Auth token").FillAsync("secret-token");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[data-carrier='twilio']")).ToContainTextAsync("set up");

        await page.Locator("[data-carrier='twilio'] a").ClickAsync();
        (await page.ContentAsync()).Should().NotContain("secret-token");
        await Expect(page.Locator("#f-AuthToken")).ToHaveAttributeAsync("placeholder", "set");
    }
}
