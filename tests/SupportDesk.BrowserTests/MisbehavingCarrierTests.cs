namespace SupportDesk.BrowserTests;

/// <summary>What agents see of a carrier that fails, by the switches of the virtual phone.</summary>
public sealed class MisbehavingCarrierTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task A_refused_answer_shows_its_reason_and_can_be_sent_again(Screen screen)
    {
        var (page, phone) = await OpenTicketAsync("Refuse", screen);
        await page.AnswerAsync("We are on it.");
        var failed = page.Bubble("We are on it.").First;
        await Expect(failed).ToHaveAttributeAsync("data-state", "Failed");
        await Expect(failed.Locator(".reason")).ToContainTextAsync("refuses texts");

        await phone.MisbehaveAsync();
        await failed.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(failed.GetByRole(AriaRole.Link, new() { Name = "Sent again" })).ToBeVisibleAsync();
        await Expect(failed.Locator(".send-again")).ToHaveCountAsync(0);
        await Expect(page.Bubble("We are on it.").Last).ToHaveAttributeAsync("data-state", "Delivered");
    }

    [SkippableFact]
    public async Task An_answer_that_may_have_arrived_is_sent_again_only_after_a_question()
    {
        var (page, phone) = await OpenTicketAsync("DropConnection", Screen.Desktop, "NoReport");
        await page.AnswerAsync("Did you get this?");
        var uncertain = page.Bubble("Did you get this?").First;
        await Expect(uncertain).ToHaveAttributeAsync("data-state", "Unconfirmed");
        var again = uncertain.GetByRole(AriaRole.Button, new() { Name = "Send it all the same" });
        await Expect(again).ToBeHiddenAsync();

        await phone.MisbehaveAsync();
        await uncertain.Locator("summary").ClickAsync();
        await Expect(uncertain).ToContainTextAsync("It may have arrived already");
        await again.ClickAsync();
        await Expect(page.Bubble("Did you get this?")).ToHaveCountAsync(2);
        await Expect(page.Bubble("Did you get this?").Last).ToHaveAttributeAsync("data-state", "Delivered");
    }

    [SkippableFact]
    public async Task An_answer_that_was_taken_and_failed_later_shows_so_by_itself()
    {
        var (page, _) = await OpenTicketAsync("AcceptThenFail", Screen.Desktop);
        await page.AnswerAsync("It is on its way.");
        await Expect(page.Bubble("It is on its way.")).ToHaveAttributeAsync("data-state", "Failed");
        await Expect(page.Bubble("It is on its way.").Locator(".reason")).ToBeVisibleAsync();
    }

    /// <summary>A new customer's ticket on an agent's page, and the phone's page; the carrier misbehaves after the confirmation.</summary>
    private async Task<(IPage Page, IPage Phone)> OpenTicketAsync(string first, Screen screen, params string[] more)
    {
        var customer = Desk.NewCustomer();
        var phone = await OpenAsync(desk, "/phone");
        await phone.MisbehaveAsync();
        await desk.TextAsync(customer, "Hello");
        var page = await AgentAtAsync(desk, screen: screen);
        await page.OpenTicketAsync(customer);
        await Expect(page.Bubble("Thanks for contacting")).ToHaveAttributeAsync("data-state", "Delivered");
        await phone.MisbehaveAsync([first, .. more]);
        return (page, phone);
    }
}
