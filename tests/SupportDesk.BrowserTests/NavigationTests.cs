namespace SupportDesk.BrowserTests;

public sealed class NavigationTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableFact]
    public async Task On_a_phone_the_navigation_shows_where_one_is()
    {
        var page = await AgentAtAsync(desk, "/admin/agents", Screen.Phone);

        var here = page.Locator(".bar-nav [aria-current]");

        await Expect(here).ToHaveTextAsync("Agents");
        await Expect(here).ToBeInViewportAsync(new() { Ratio = 1 });
    }
}
