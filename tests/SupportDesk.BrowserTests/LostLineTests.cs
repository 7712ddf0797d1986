namespace SupportDesk.BrowserTests;

/// <summary>The desk goes away under open pages, and comes back.</summary>
public sealed class LostLineTests : BrowserTest
{
    public LostLineTests(Chromium chromium)
        : base(chromium) => LosesTheDesk = true;

    [SkippableFact]
    public async Task Open_pages_say_so_and_catch_up_when_the_desk_is_back()
    {
        var desk = await StartAsync(new Desk());
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Before");
        var inbox = await AgentAtAsync(desk);
        await inbox.OpenTicketAsync(customer);
        await inbox.Answer().FillAsync("Half an answer");
        var phone = await OpenAsync(desk, "/phone");
        var handset = phone.Handset(customer);
        await Expect(handset.Text("Thanks for contacting")).ToBeVisibleAsync();

        await desk.KillAsync();
        await Expect(inbox.Locator("#live-banner")).ToContainTextAsync("Live updates lost");
        await Expect(phone.Locator("#phone-line")).ToContainTextAsync("Live updates lost");
        await inbox.SendButton().ClickAsync();
        await Expect(inbox.Locator("[data-composer-alert]")).ToContainTextAsync("cannot be reached");
        await handset.Writing().FillAsync("Are you there?");
        await handset.Writing().PressAsync("Enter");
        await Expect(handset.Problem()).ToContainTextAsync("cannot be reached");

        await desk.StartAgainAsync();
        await desk.TextAsync(customer, "Meanwhile");
        await Expect(inbox.Bubble("Meanwhile")).ToBeVisibleAsync();
        await Expect(inbox.Locator("#live-banner")).ToBeHiddenAsync();
        await Expect(inbox.Answer()).ToHaveValueAsync("Half an answer");
        await inbox.SendButton().ClickAsync();
        await Expect(inbox.Bubble("Half an answer").Locator(".state")).ToHaveAttributeAsync("data-state", "Delivered");
        await Expect(phone.Locator("#phone-line")).ToBeHiddenAsync();
        await Expect(handset.Text("Half an answer")).ToBeVisibleAsync();
        await Expect(handset.Writing()).ToHaveValueAsync("Are you there?");
    }

    [SkippableFact]
    public async Task Without_a_line_the_inbox_refreshes_itself_and_says_so()
    {
        var desk = await StartAsync(new Desk([.. Desk.Ann, ("Web:RefreshInterval", "00:00:01")]));
        var context = await AgentAsync(desk);
        await context.RouteAsync("**/live/**", route => route.AbortAsync());
        var inbox = await context.NewPageAsync();
        await inbox.GotoAsync("/admin");
        await Expect(inbox.Locator("#live-banner")).ToHaveTextAsync("Live updates lost. Refreshing every 1 seconds.");

        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "First");
        await inbox.OpenTicketAsync(customer);
        await desk.TextAsync(customer, "Second");
        await Expect(inbox.Bubble("Second")).ToBeVisibleAsync();
        await Expect(inbox.Locator("#live-banner")).ToBeVisibleAsync();

        await context.UnrouteAllAsync();
        await Expect(inbox.Locator("#live-banner")).ToBeHiddenAsync();
    }
}
