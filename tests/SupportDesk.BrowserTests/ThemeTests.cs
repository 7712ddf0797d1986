namespace SupportDesk.BrowserTests;

public sealed class ThemeTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableFact]
    public async Task The_button_switches_between_light_and_dark_and_the_choice_stays()
    {
        var page = await OpenAsync(desk, "/sign-in");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "light");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");

        await page.SignInAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
        await page.Locator(".bar details.menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Light or dark" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "light");
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "light");
    }
}
