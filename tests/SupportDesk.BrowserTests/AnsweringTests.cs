namespace SupportDesk.BrowserTests;

public sealed class AnsweringTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableFact]
    public async Task An_answer_that_was_taken_is_not_offered_again_when_its_page_does_not_come()
    {
        LosesTheDesk = true;
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(await TicketAsync());
        await page.RouteAsync("**/replies*", async route =>
        {
            await route.FetchAsync(new() { MaxRedirects = 0 });
            await route.FulfillAsync(new() { Status = 302, Headers = new Dictionary<string, string> { ["Location"] = "/admin/nothing" } });
        });

        await page.Answer().FillAsync("Taken");
        await page.SendButton().ClickAsync();

        await Expect(page.Notice()).ToContainTextAsync("was taken, but the page that shows it could not be fetched.");
        await Expect(page.Answer()).ToHaveValueAsync("");
        await Expect(page.Bubble("Taken")).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Expect(page.Answer()).ToHaveValueAsync("");
    }

    [SkippableFact]
    public async Task The_counter_names_the_character_that_makes_it_more_SMS()
    {
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(await TicketAsync());
        await page.Answer().FillAsync(new string('a', 100));
        await Expect(page.Counter()).ToContainTextAsync("1 SMS");
        await page.Answer().PressSequentiallyAsync("ê");
        await Expect(page.Counter()).ToContainTextAsync("2 SMS");
        await Expect(page.Counter().Locator("kbd")).ToHaveTextAsync("ê");
        await Expect(page.Counter().Locator("strong")).ToContainTextAsync("makes it 2 SMS");
    }

    [SkippableFact]
    public async Task Control_and_Enter_send_and_Enter_alone_does_not()
    {
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(await TicketAsync());
        await page.Answer().PressSequentiallyAsync("One line");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("and another");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Bubble("One line\nand another")).ToBeVisibleAsync();
        await Expect(page.Answer()).ToHaveValueAsync("");
        await Expect(page.Answer()).ToBeFocusedAsync();
    }

    [SkippableFact]
    public async Task What_is_written_while_an_answer_is_on_its_way_stays()
    {
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(await TicketAsync());
        var sent = await page.HoldAsync("**/replies*");
        await page.Answer().FillAsync("The first answer");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Answer().FillAsync("The next answer");
        sent.SetResult();
        await Expect(page.Bubble("The first answer")).ToBeVisibleAsync();
        await Expect(page.Locator("form[data-composer].htmx-request")).ToHaveCountAsync(0);
        await Expect(page.Answer()).ToHaveValueAsync("The next answer");
    }

    [SkippableFact]
    public async Task What_is_sent_while_an_answer_is_on_its_way_is_told_to_wait_and_stays()
    {
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(await TicketAsync());
        var sent = await page.HoldAsync("**/replies*");
        await page.Answer().FillAsync("The first answer");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("form[data-composer].htmx-request")).ToHaveCountAsync(1);
        await page.Answer().FillAsync("The next answer");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("[data-composer-alert]")).ToContainTextAsync("still being sent");
        sent.SetResult();
        await Expect(page.Bubble("The first answer")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-composer-alert]")).ToBeHiddenAsync();
        await Expect(page.Answer()).ToHaveValueAsync("The next answer");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Bubble("The next answer")).ToBeVisibleAsync();
        await Expect(page.Bubble("The first answer")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task An_empty_answer_is_told_beside_its_field()
    {
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(await TicketAsync());
        await page.Answer().FillAsync("   ");
        await page.SendButton().ClickAsync();
        await Expect(page.Locator("[data-composer-alert]")).Not.ToBeEmptyAsync();
        await Expect(page.Answer()).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("[data-message].reply")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task The_second_of_two_agents_is_told_who_answered_what_and_decides()
    {
        var customer = await TicketAsync();
        var ann = await AgentAtAsync(desk);
        await ann.AddAgentAsync("bob", "Bob");
        var bob = await AgentAtAsync(desk, user: "bob");
        await ann.GotoAsync("/admin");
        await ann.OpenTicketAsync(customer);
        await bob.OpenTicketAsync(customer);
        await bob.Answer().FillAsync("Answer of Bob");
        await ann.AnswerAsync("Answer of Ann");
        await Expect(bob.Bubble("Answer of Ann")).ToBeVisibleAsync();

        await bob.SendButton().ClickAsync();
        await Expect(bob.Locator("#meanwhile")).ToContainTextAsync("Ann answered");
        await Expect(bob.Locator("#meanwhile blockquote")).ToHaveTextAsync("Answer of Ann");
        await Expect(bob.Answer()).ToHaveValueAsync("Answer of Bob");
        await Expect(ann.Bubble("Answer of Bob")).ToHaveCountAsync(0);
        await bob.GetByRole(AriaRole.Button, new() { Name = "Send anyway" }).ClickAsync();
        await Expect(ann.Bubble("Answer of Bob")).ToContainTextAsync("Bob");
        await Expect(bob.Locator("#meanwhile")).ToHaveCountAsync(0);

        await bob.Answer().FillAsync("One more of Bob");
        await ann.AnswerAsync("One more of Ann");
        await bob.SendButton().ClickAsync();
        await Expect(bob.Locator("#meanwhile blockquote")).ToHaveTextAsync("One more of Ann");
        await bob.Answer().PressSequentiallyAsync(", and more");
        await bob.GetByRole(AriaRole.Link, new() { Name = "Closed" }).ClickAsync();
        await Expect(bob.Locator("#tickets-closed")).ToBeVisibleAsync();
        await Expect(bob.Answer()).ToHaveValueAsync("One more of Bob, and more");
        await bob.SendButton().ClickAsync();
        await Expect(bob.Bubble("One more of Bob, and more")).ToBeVisibleAsync();
        await Expect(bob.Answer()).ToHaveValueAsync("");

        await bob.Answer().FillAsync("A third of Bob");
        await ann.AnswerAsync("A third of Ann");
        await bob.SendButton().ClickAsync();
        await Expect(bob.Locator("#meanwhile blockquote")).ToHaveTextAsync("A third of Ann");
        await bob.Locator("[data-discard]").ClickAsync();
        await Expect(bob.Answer()).ToHaveValueAsync("");
        await Expect(bob.Bubble("A third of Bob")).ToHaveCountAsync(0);
    }

    private async Task<string> TicketAsync()
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello");
        return customer;
    }
}
