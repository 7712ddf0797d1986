namespace SupportDesk.BrowserTests;

/// <summary>An administrator writes a rule, tries it, and sees what it answers.</summary>
public sealed class RulesTests(Chromium chromium) : BrowserTest(chromium)
{
    [SkippableTheory]
    [InlineData(Screen.Desktop)]
    [InlineData(Screen.Phone)]
    public async Task A_rule_is_previewed_added_and_answers_a_text(Screen screen)
    {
        var desk = await StartAsync(new Desk());
        var page = await AgentAtAsync(desk, "/admin/rules/new", screen);
        await page.GetByLabel("Name").FillAsync("Echo");
        await page.GetByLabel("Answer", new() { Exact = true }).FillAsync("You said {{text}}");
        await page.GetByLabel("A customer writes").FillAsync("Is anybody there?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.Locator("[data-preview]")).ToHaveTextAsync("You said Is anybody there?");
        await Expect(page.Locator("#preview")).ToContainTextAsync("answered by this rule");
        await page.ShouldFitAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add rule" }).ClickAsync();
        await Expect(page.Locator("[data-rule]")).ToContainTextAsync("Echo");

        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello");
        await desk.TextAsync(customer, "Hello again");
        await page.GotoAsync("/admin");
        await page.OpenTicketAsync(customer);

        await Expect(page.Bubble("You said Hello")).ToContainTextAsync("Automatic answer: Echo");
        await Expect(page.Locator("[data-unanswered]")).ToContainTextAsync("answered a moment before");
        await page.ShouldFitAsync();
    }

    [SkippableFact]
    public async Task Without_scripts_rules_are_written_moved_switched_and_deleted()
    {
        var desk = await StartAsync(new Desk());
        await AgentAsync(desk);
        var page = await (await BrowserAsync(desk, scripts: false, session: desk.Sessions["ann"])).NewPageAsync();
        foreach (var name in new[] { "One", "Two" })
        {
            await page.GotoAsync("/admin/rules/new");
            await page.GetByLabel("Name").FillAsync(name);
            await page.GetByLabel("Answer", new() { Exact = true }).FillAsync("{{nothing}}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add rule" }).ClickAsync();
            await Expect(page.Locator("#template-error")).ToContainTextAsync("no field nothing");
            await page.GetByLabel("Answer", new() { Exact = true }).FillAsync("{{text}}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
            await Expect(page.Locator("#preview")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Add rule" }).ClickAsync();
            await Expect(page.Locator("[data-notice]")).ToContainTextAsync(name);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Move Two up" }).ClickAsync();
        await Expect(page.Locator("[data-rule]").First).ToContainTextAsync("Two");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off Two" }).ClickAsync();
        await Expect(page.Locator("[data-rule]").First).ToContainTextAsync("off");
        await page.GetByRole(AriaRole.Link, new() { Name = "Delete Two" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete it" }).ClickAsync();
        await Expect(page.Locator("[data-rule]")).ToHaveCountAsync(1);
    }
}
