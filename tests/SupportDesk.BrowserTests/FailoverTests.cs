namespace SupportDesk.BrowserTests;

/// <summary>A number with two carriers, of which the first takes nothing.</summary>
public sealed class FailoverTests(Chromium chromium) : BrowserTest(chromium)
{
    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task A_second_carrier_is_chosen_in_the_form_and_the_conversation_says_which_way_an_answer_went(Screen screen)
    {
        var desk = await StartAsync(new Desk(
            ("Setup:User", "ann"), ("Setup:Name", "Ann"), ("Setup:Password", Desk.Password), ("MessageBird:ApiKey", "key"), ("MessageBird:ApiUrl", "http://127.0.0.1:9"), ("Desk:Gateway", "messagebird"),
            ("Desk:Confirmation", ""), ("Simulator:Enabled", "true")));
        var customer = Desk.NewCustomer();
        var page = await AgentAtAsync(desk, "/admin/numbers/new", screen);
        await page.GetByLabel("Number", new() { Exact = true }).FillAsync("+1 202 555 0142");
        await page.GetByLabel("Carrier", new() { Exact = true }).SelectOptionAsync("messagebird");
        await page.GetByLabel("Second carrier").SelectOptionAsync("messagebird");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add number" }).ClickAsync();
        await Expect(page.Locator("#second-error")).ToContainTextAsync("another one than the first");
        await page.GetByLabel("Second carrier").SelectOptionAsync("simulator");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add number" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Set-up check of +12025550142");

        await desk.TextAsync(customer, "Hello", to: "12025550142");
        await page.GotoAsync("/admin");
        await page.OpenTicketAsync(customer);
        await page.AnswerAsync("We are on it.");

        const string Way = "Sent by simulator, because messagebird did not take it: MessageBird could not be reached.";
        await Expect(page.Bubble("We are on it.")).ToHaveAttributeAsync("data-state", "Delivered");
        await Expect(page.Bubble("We are on it.").Locator("[data-way]")).ToHaveTextAsync(Way);
        await page.ShouldFitAsync();
        await page.Bubble("We are on it.").Locator(".to-details").ClickAsync();
        await Expect(page.Locator("[data-way]")).ToHaveTextAsync(Way);
        await Expect(page.Locator("#calls")).ToContainTextAsync("Request to messagebird: no answer");
        await page.ShouldFitAsync();
    }
}
