namespace SupportDesk.BrowserTests.Support;

/// <summary>The system's Chromium, one for the whole run.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Shared = "Chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Skips the test where there is none.</summary>
    public IBrowser Browser
    {
        get
        {
            Skip.If(browser is null, "Chromium is not installed (Debian package chromium).");
            return browser!;
        }
    }

    public async Task InitializeAsync()
    {
        if (Find() is not { } path)
            return;
        SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "chromium"))
            .FirstOrDefault(File.Exists);
}

[CollectionDefinition(Chromium.Shared)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
