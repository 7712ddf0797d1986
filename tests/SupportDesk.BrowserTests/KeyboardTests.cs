namespace SupportDesk.BrowserTests;

public sealed class KeyboardTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableFact]
    public async Task An_agent_answers_and_closes_without_a_mouse()
    {
        var (older, newer) = (Desk.NewCustomer(), Desk.NewCustomer());
        await desk.TextAsync(older, "The older one");
        await desk.TextAsync(newer, "The newer one");
        var page = await AgentAtAsync(desk);
        await Expect(page.Row(newer)).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("j");
        await Expect(page.Row(newer).Locator("a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Row(older).Locator("a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(page.Row(newer).Locator("a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(newer);
        await Expect(page.Locator("#ticket-title")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("r");
        await Expect(page.Answer()).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("jk? rc/");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Bubble("jk? rc/")).ToBeVisibleAsync();
        await Expect(page.Answer()).ToHaveValueAsync("");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("c");
        await Expect(page.Status()).ToHaveTextAsync("Closed");
    }

    [SkippableFact]
    public async Task The_keys_are_explained_and_can_be_switched_off()
    {
        await desk.TextAsync(Desk.NewCustomer(), "Hello");
        var page = await AgentAtAsync(desk);
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await page.GetByLabel("Use single-letter keys").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#keys")).ToBeHiddenAsync();
        await Expect(page.Locator("#keys :focus")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("#list .rows a:focus")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#list .rows a").First).ToBeFocusedAsync();
    }

    [SkippableFact]
    public async Task The_first_stop_of_the_tab_key_skips_to_the_content()
    {
        var page = await AgentAtAsync(desk);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await Expect(page.Locator(".skip")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();
    }
}
