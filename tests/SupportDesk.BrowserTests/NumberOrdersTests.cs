namespace SupportDesk.BrowserTests;

/// <summary>A newcomer gets a number of the simulated carrier: searched, confirmed, bought, and a support number.</summary>
public sealed class NumberOrdersTests(Chromium chromium) : BrowserTest(chromium)
{
    [SkippableTheory]
    [InlineData(Screen.Desktop, true)]
    [InlineData(Screen.Phone, true)]
    [InlineData(Screen.Desktop, false)]
    public async Task A_number_is_searched_confirmed_and_bought(Screen screen, bool scripts)
    {
        var desk = await StartAsync(new Desk());
        await AgentAsync(desk);
        var page = await (await BrowserAsync(desk, screen, scripts, desk.Sessions["ann"])).NewPageAsync();
        await page.GotoAsync("/admin/numbers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Get a number" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Simulator" }).ClickAsync();
        await page.GetByLabel("Area code").FillAsync("919");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page.Locator("[data-offer]")).ToHaveCountAsync(5);
        await page.GetByRole(AriaRole.Link, new() { Name = "More" }).ClickAsync();
        await Expect(page.Locator("[data-offer]").First).ToContainTextAsync("+19195550105");

        await page.GetByRole(AriaRole.Button, new() { Name = "Choose +19195550107" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Buy +19195550107?");
        await Expect(page.Locator("dd[data-price]")).ToHaveTextAsync("0.00 USD per month");
        await page.GetByLabel("Yes, buy +19195550107 from Simulator for 0.00 USD per month").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy it for 0.00 USD per month" }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("Set-up check of +19195550107");
        await Expect(page.Locator("[data-notice]")).ToContainTextAsync("is yours");
        await page.GotoAsync("/admin/numbers");
        await Expect(page.Locator("[data-number='+19195550107']")).ToContainTextAsync("simulator");
        await page.GotoAsync("/admin/numbers/market/simulator?Digits=919&Page=2");
        await Expect(page.Locator("[data-offer='+19195550107']")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task When_the_answer_never_comes_the_page_says_so_and_a_look_tells()
    {
        var desk = await StartAsync(new Desk());
        var phone = await OpenAsync(desk, "/phone");
        await phone.MisbehaveAsync("DropConnection");
        var page = await AgentAtAsync(desk, "/admin/numbers/market/simulator?Digits=919&Page=1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose +19195550100" }).ClickAsync();
        await page.GetByLabel("Yes, buy").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy it" }).ClickAsync();
        await Expect(page.Locator("[data-words]")).ToContainTextAsync("It is not known whether it was bought: look at the provider's list first.");

        await page.GotoAsync("/admin/numbers");
        await page.Locator("[data-orders] a").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("Set-up check of +19195550100");
    }
}
