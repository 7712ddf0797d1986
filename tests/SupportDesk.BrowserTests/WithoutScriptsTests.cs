namespace SupportDesk.BrowserTests;

public sealed class WithoutScriptsTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task An_agent_reads_answers_closes_and_reopens(Screen screen)
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello from an old browser");
        var page = await OpenAsync(desk, "/admin", screen, scripts: false);
        await page.SignInAsync();
        await page.OpenTicketAsync(customer);
        await Expect(page.Bubble("Hello from an old browser")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Write an answer" }).ClickAsync();
        await page.AnswerAsync("Hello to an old browser");
        await page.Locator("#close-or-reopen").ClickAsync();
        await Expect(page.Status()).ToHaveTextAsync("Closed");
        await page.Locator("#close-or-reopen").ClickAsync();
        await Expect(page.Status()).ToHaveTextAsync("Open");
        await page.ShouldFitAsync();
    }

    [SkippableFact]
    public async Task The_phone_sends_and_shows_the_answer()
    {
        var customer = Desk.NewCustomer();
        var page = await OpenAsync(desk, "/phone", scripts: false);
        var handset = await page.AddHandsetAsync(customer);
        await handset.Writing().FillAsync("Hello from an old phone");
        await handset.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(handset.Text("Hello from an old phone")).ToBeVisibleAsync();

        // This page looks only when it is asked to; the inbox tells when there is something to see.
        var inbox = await AgentAtAsync(desk);
        await inbox.OpenTicketAsync(customer);
        await Expect(inbox.Bubble("Thanks for contacting")).ToHaveAttributeAsync("data-state", "Delivered");
        await page.GetByRole(AriaRole.Link, new() { Name = "Look for answers" }).ClickAsync();
        await Expect(handset.Text("Thanks for contacting")).ToBeVisibleAsync();
    }
}
