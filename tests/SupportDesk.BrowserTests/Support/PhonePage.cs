namespace SupportDesk.BrowserTests.Support;

/// <summary>What a person does with the virtual phone.</summary>
internal static class PhonePage
{
    public static ILocator Handset(this IPage page, string number) => page.Locator($"[data-handset='{number}']");

    public static async Task<ILocator> AddHandsetAsync(this IPage page, string number)
    {
        await page.GetByLabel("Number of a new handset").FillAsync(number);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.Handset(number)).ToBeVisibleAsync();
        return page.Handset(number);
    }

    public static ILocator Writing(this ILocator handset) => handset.Locator("[data-compose] textarea");

    public static ILocator Text(this ILocator handset, string text) => handset.Locator("[data-text]", new() { HasText = text });

    public static ILocator Problem(this ILocator form) => form.Locator("[data-problem]");

    /// <summary>Sets exactly these switches of the simulated carrier.</summary>
    public static async Task MisbehaveAsync(this IPage page, params string[] switches)
    {
        await page.GotoAsync("/phone");
        await page.Locator("#behaviour summary").ClickAsync();
        foreach (var name in await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#behaviour input:checked')].map(input => input.name)"))
            await page.SwitchAsync(name, false);
        foreach (var name in switches)
            await page.SwitchAsync(name, true);
        if (switches.Length == 0)
            await Expect(page.Locator("#behaviour .behaves")).ToBeVisibleAsync();
        else
            await Expect(page.Locator($"#behaviour [data-misbehaves='{switches.Length}']")).ToBeVisibleAsync();
    }

    private static async Task SwitchAsync(this IPage page, string name, bool on)
    {
        // A switch applies itself; the next one waits until the desk has answered.
        await page.RunAndWaitForResponseAsync(
            () => page.Locator($"#behaviour input[name={name}]").SetCheckedAsync(on),
            answer => answer.Request.Method == "GET" && answer.Url.EndsWith("/phone", StringComparison.Ordinal));
    }
}
