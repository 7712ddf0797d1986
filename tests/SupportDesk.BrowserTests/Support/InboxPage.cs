using System.Text.RegularExpressions;

namespace SupportDesk.BrowserTests.Support;

/// <summary>What an agent does in the inbox, and what is looked at there.</summary>
internal static partial class InboxPage
{
    /// <summary>In place of a status: the line breaks.</summary>
    public const int NoAnswer = 0;

    public static async Task SignInAsync(this IPage page, string user = "ann", string password = Desk.Password)
    {
        await page.GetByLabel("User name").FillAsync(user);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(AtInbox());
    }

    public static ILocator Row(this IPage page, string customer) => page.Locator("#list [data-ticket]", new() { HasText = customer });

    public static ILocator Bubble(this IPage page, string text) => page.Locator("[data-message]", new() { HasText = text });

    public static ILocator Answer(this IPage page) => page.Locator("form[data-composer] textarea");

    public static ILocator Counter(this IPage page) => page.Locator("form[data-composer] [data-counter]");

    public static ILocator SendButton(this IPage page) => page.Locator("[data-send]");

    public static ILocator Status(this IPage page) => page.Locator("[data-conversation] .status");

    /// <summary>The link to them.</summary>
    public static ILocator Earlier(this IPage page) => page.Locator("#earlier a");

    public static ILocator Notice(this IPage page) => page.Locator("#notice");

    /// <summary>Opens the ticket of a customer from the list.</summary>
    public static async Task OpenTicketAsync(this IPage page, string customer)
    {
        await page.Row(customer).Locator("a").ClickAsync();
        await Expect(page.Locator("#ticket-title")).ToHaveTextAsync(customer);
    }

    public static async Task AnswerAsync(this IPage page, string text)
    {
        await page.Answer().FillAsync(text);
        await page.SendButton().ClickAsync();
        await Expect(page.Bubble(text)).ToBeVisibleAsync();
        await Expect(page.Answer()).ToHaveValueAsync("");
    }

    /// <summary>An administrator adds an agent.</summary>
    public static async Task AddAgentAsync(this IPage page, string user, string name)
    {
        await page.GotoAsync("/admin/agents/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("User name").FillAsync(user);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Desk.Password);
        await page.GetByLabel("Password again").FillAsync(Desk.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add agent" }).ClickAsync();
        await Expect(page.Locator($"[data-agent={user}]")).ToContainTextAsync(name);
    }

    /// <summary>Holds back what is asked for there until the result is set; with an <paramref name="answer"/> it never reaches the desk, and is answered so.</summary>
    public static async Task<TaskCompletionSource> HoldAsync(this IPage page, string address, string method = "POST", int? answer = null)
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync(address, async route =>
        {
            var held = route.Request.Method == method;
            if (held)
                await released.Task;
            await ((held ? answer : null) switch
            {
                null => route.ContinueAsync(),
                NoAnswer => route.AbortAsync(),
                { } status => route.FulfillAsync(new() { Status = status }),
            });
        });
        return released;
    }

    /// <summary>Holds back what the desk has drawn there: says when it has, and hands it on when it may.</summary>
    public static async Task<(TaskCompletionSource Drawn, TaskCompletionSource Released)> HoldDrawnAsync(this IPage page, string address)
    {
        var (drawn, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync(address, async route =>
        {
            var answer = await route.FetchAsync();
            drawn.TrySetResult();
            await released.Task;
            await route.FulfillAsync(new() { Response = answer });
        });
        return (drawn, released);
    }

    /// <summary>Nothing is wider than the window.</summary>
    public static async Task ShouldFitAsync(this IPage page) =>
        (await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - innerWidth")).Should().BeLessThanOrEqualTo(0, "{0} must not scroll sideways", page.Url);

    [GeneratedRegex("/admin$")]
    private static partial Regex AtInbox();
}
