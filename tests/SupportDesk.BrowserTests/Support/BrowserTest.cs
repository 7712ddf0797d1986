using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace SupportDesk.BrowserTests.Support;

/// <summary>A test in a browser. Whatever a page complains of on the console, and every script that a text smuggles in, fails it.</summary>
[Collection(Chromium.Shared)]
public abstract partial class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<IBrowserContext> contexts = [];
    private readonly List<Desk> desks = [];
    private readonly ConcurrentQueue<string> complaints = [];

    /// <summary>The test takes the desk away: requests that fail then are no complaint.</summary>
    protected bool LosesTheDesk { get; set; }

    public Task InitializeAsync()
    {
        _ = chromium.Browser;
        return Task.CompletedTask;
    }

    /// <summary>A desk of the test's own.</summary>
    protected async Task<Desk> StartAsync(Desk desk)
    {
        desks.Add(desk);
        await desk.InitializeAsync();
        return desk;
    }

    /// <summary>A browser of somebody: cookies, storage and windows of their own.</summary>
    protected async Task<IBrowserContext> BrowserAsync(Desk desk, Screen screen = Screen.Desktop, bool scripts = true, string? session = null)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = desk.Address.ToString(),
            ViewportSize = screen.Size(),
            HasTouch = screen is Screen.Phone,
            IsMobile = screen is Screen.Phone,
            JavaScriptEnabled = scripts,
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = session,
        });
        contexts.Add(context);
        context.Console += (_, message) => Note(message);
        context.WebError += (_, error) => complaints.Enqueue(error.Error);
        context.Dialog += (_, dialog) => complaints.Enqueue($"A dialog: {dialog.Message}");
        return context;
    }

    protected async Task<IPage> OpenAsync(Desk desk, string path, Screen screen = Screen.Desktop, bool scripts = true)
    {
        var page = await (await BrowserAsync(desk, screen, scripts)).NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>A browser of an agent who has signed in.</summary>
    protected async Task<IBrowserContext> AgentAsync(Desk desk, Screen screen = Screen.Desktop, string user = "ann")
    {
        if (desk.Sessions.TryGetValue(user, out var session))
            return await BrowserAsync(desk, screen, session: session);
        var context = await BrowserAsync(desk, screen);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.SignInAsync(user);
        desk.Sessions[user] = await context.StorageStateAsync();
        await page.CloseAsync();
        return context;
    }

    /// <summary>An agent's page.</summary>
    protected async Task<IPage> AgentAtAsync(Desk desk, string path = "/admin", Screen screen = Screen.Desktop, string user = "ann")
    {
        var page = await (await AgentAsync(desk, screen, user)).NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    public async Task DisposeAsync()
    {
        foreach (var context in contexts)
            await context.CloseAsync();
        foreach (var desk in desks)
            await desk.DisposeAsync();
        complaints.Should().BeEmpty("pages run without a complaint");
    }

    private void Note(IConsoleMessage message)
    {
        if (message.Type is not ("error" or "warning") || Told().IsMatch($"{message.Text} {message.Location}"))
            return;
        if (!(LosesTheDesk && Lost().IsMatch(message.Text)))
            complaints.Enqueue($"{message.Text} ({message.Location})");
    }

    /// <summary>Answers that the page shows to the person, a page that is not there among them; Chromium notes them all the same.</summary>
    [GeneratedRegex(@"the server responded with a status of (409|413|422|404 .* http://[^ ]*/[^./]*$)")]
    private static partial Regex Told();

    [GeneratedRegex("net::ERR_|WebSocket|htmx:error: Failed to fetch|status of (401|503)")]
    private static partial Regex Lost();
}
