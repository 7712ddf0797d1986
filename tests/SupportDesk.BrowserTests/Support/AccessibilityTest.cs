using Deque.AxeCore.Commons;

namespace SupportDesk.BrowserTests.Support;

/// <summary>A browser test that looks at pages with axe-core, light and dark, on a desktop and on a phone.</summary>
public abstract class AccessibilityTest(Chromium chromium) : BrowserTest(chromium)
{
    private const string Violations = "async () => (await axe.run()).violations.map(one => `${one.id}: ${one.help}: ${one.nodes.map(node => node.html).join('; ')}`)";

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    protected static async Task CheckAsync(IPage page, string name)
    {
        // Handed to the page once: it is half a megabyte.
        await page.EvaluateAsync(Axe);
        foreach (var screen in Enum.GetValues<Screen>())
        {
            await page.SetViewportSizeAsync(screen.Size().Width, screen.Size().Height);
            await page.ShouldFitAsync();
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", scheme is ColorScheme.Dark ? "dark" : "light");
                (await page.EvaluateAsync<string[]>(Violations)).Should().BeEmpty("{0} on a {1} in {2} is for everybody", name, screen, scheme);
            }
        }
    }
}
