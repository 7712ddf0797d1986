using System.Text.RegularExpressions;

namespace SupportDesk.BrowserTests;

public sealed class FirstRunTests(Chromium chromium) : BrowserTest(chromium)
{
    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task A_new_owner_is_led_through_setup_into_the_inbox(Screen screen)
    {
        var desk = await StartAsync(new Desk([]));
        var page = await OpenAsync(desk, "/", screen);
        await Expect(page).ToHaveURLAsync(new Regex("/setup$"));

        await FillInAsync(page, "!", "a long password", "another password");
        await Expect(page.Locator("#user-error")).ToContainTextAsync("2 to 64 letters");
        await Expect(page.Locator("#again-error")).ToHaveTextAsync("The two passwords differ.");
        await Expect(page.Locator("#name-error")).ToBeEmptyAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Olga Owner");

        await FillInAsync(page, "olga", "a long password", "a long password");
        await Expect(page).ToHaveURLAsync(new Regex("/admin$"));
        await Expect(page.Locator("#list .empty")).ToContainTextAsync("No open tickets");
    }

    [SkippableFact]
    public async Task Setup_refuses_a_second_owner()
    {
        var desk = await StartAsync(new Desk([]));
        var first = await OpenAsync(desk, "/setup");
        var second = await OpenAsync(desk, "/setup");
        await FillInAsync(first, "olga", "a long password", "a long password");
        await Expect(first).ToHaveURLAsync(new Regex("/admin$"));

        await FillInAsync(second, "mallory", "a long password", "a long password");
        await Expect(second.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This desk is already set up");
        await second.GotoAsync("/setup");
        await Expect(second.Locator("form[action='/setup']")).ToHaveCountAsync(0);
        await second.GotoAsync("/");
        await Expect(second).ToHaveURLAsync(new Regex("/sign-in"));
    }

    private static async Task FillInAsync(IPage page, string user, string password, string again)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Olga Owner");
        await page.GetByLabel("User name").FillAsync(user);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByLabel("Password again").FillAsync(again);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create administrator" }).ClickAsync();
    }
}
