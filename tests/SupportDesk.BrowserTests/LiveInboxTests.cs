namespace SupportDesk.BrowserTests;

public sealed class LiveInboxTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task A_text_appears_in_the_list_and_in_the_open_conversation_by_itself(Screen screen)
    {
        // Nothing but the line can bring the texts: the page looks by itself once it is connected, and then not for an hour.
        var own = await StartAsync(new Desk([.. Desk.Ann, ("Web:RefreshInterval", "01:00:00")]));
        var customer = Desk.NewCustomer();
        var page = await (await AgentAsync(own, screen)).NewPageAsync();
        await page.RunAndWaitForRequestFinishedAsync(() => page.GotoAsync("/admin"), new() { Predicate = request => request.Url.EndsWith("/admin/list", StringComparison.Ordinal) });
        await own.TextAsync(customer, "My bike has no wheels");
        await Expect(page.Row(customer)).ToContainTextAsync("My bike has no wheels");

        await page.OpenTicketAsync(customer);
        await own.TextAsync(customer, "It has no saddle either");
        await Expect(page.Bubble("It has no saddle either")).ToBeVisibleAsync();
        await Expect(page.Bubble("Thanks for contacting customer support!")).ToHaveCountAsync(1);
        await Expect(page.Locator("#live-banner")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task A_half_written_answer_its_selection_and_the_place_survive_thirty_texts()
    {
        var customer = Desk.NewCustomer();
        foreach (var number in Enumerable.Range(1, 25))
            await desk.TextAsync(customer, $"Old text {number:00}. {new string('.', 200)}");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(customer);
        await Expect(page.Bubble("Old text 25")).ToBeVisibleAsync();
        await page.Answer().FillAsync("Half an answer");
        await page.Answer().EvaluateAsync("field => field.setSelectionRange(2, 6)");
        await page.Bubble("Old text 10").EvaluateAsync("bubble => bubble.scrollIntoView({ block: 'start' })");
        var before = await PlaceAsync(page);

        await Task.WhenAll(Enumerable.Range(1, 15).SelectMany(number => new[]
        {
            desk.TextAsync(customer, $"New text {number:00}"),
            desk.TextAsync(Desk.NewCustomer(), "Somebody else"),
        }));
        await desk.TextAsync(customer, "The very last text");

        await Expect(page.Bubble("The very last text")).ToBeAttachedAsync();
        await Expect(page.Bubble("New text")).ToHaveCountAsync(15);
        await Expect(page.Row("The very last text")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-new-below]")).ToBeVisibleAsync();
        await Expect(page.Answer()).ToBeFocusedAsync();
        await Expect(page.Answer()).ToHaveValueAsync("Half an answer");
        var after = await PlaceAsync(page);
        after[..2].Should().Equal(before[..2], "the selection stays");
        after[2].Should().BeApproximately(before[2], 2, "what is read stays where it is");
    }

    /// <summary>Selection in the answer, and where the text that is being read stands.</summary>
    private static Task<double[]> PlaceAsync(IPage page) => page.Bubble("Old text 10").EvaluateAsync<double[]>(
        "bubble => { const field = document.querySelector('form[data-composer] textarea'); return [field.selectionStart, field.selectionEnd, bubble.getBoundingClientRect().top]; }");

    [SkippableFact]
    public async Task Closing_and_reopening_show_on_another_agents_page()
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Never mind");
        var one = await AgentAtAsync(desk);
        var other = await AgentAtAsync(desk);
        await one.OpenTicketAsync(customer);
        await other.OpenTicketAsync(customer);

        await one.Locator("#close-or-reopen").ClickAsync();
        await Expect(one.Status()).ToHaveTextAsync("Closed");
        await Expect(one.Row(customer)).ToHaveCountAsync(0);
        await Expect(other.Status()).ToHaveTextAsync("Closed");
        await Expect(other.Locator("[data-event=Closed]")).ToContainTextAsync("Closed by Ann");

        await other.Locator("#close-or-reopen").ClickAsync();
        await Expect(one.Status()).ToHaveTextAsync("Open");
        await Expect(one.Row(customer)).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task On_a_phone_the_list_and_a_conversation_are_screens_of_their_own()
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Where are you?");
        var page = await AgentAtAsync(desk, screen: Screen.Phone);
        await Expect(page.Locator("#pane-none")).ToBeHiddenAsync();

        await page.OpenTicketAsync(customer);
        await Expect(page.Locator("#list")).ToBeHiddenAsync();
        await page.ShouldFitAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the list" }).ClickAsync();
        await Expect(page.Row(customer)).ToBeVisibleAsync();
        await Expect(page.Locator("#ticket-title")).ToBeHiddenAsync();
        await page.ShouldFitAsync();
    }

    [SkippableFact]
    public async Task A_ticket_is_found_by_its_code()
    {
        var (customer, other) = (Desk.NewCustomer(), Desk.NewCustomer());
        await desk.TextAsync(customer, "Find me");
        await desk.TextAsync(other, "Not me");
        var page = await AgentAtAsync(desk);
        var code = await page.Row(customer).GetAttributeAsync("data-ticket");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(code!.ToLowerInvariant());
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Row(other)).ToHaveCountAsync(0);
        await Expect(page.Row(customer)).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task A_sender_that_is_a_name_cannot_be_answered_and_the_page_says_why()
    {
        await desk.TextAsync("YourBank", "Your code is 1234");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync("YourBank");
        await Expect(page.Locator("[data-unanswerable]")).ToContainTextAsync("a name instead of a number");
        await Expect(page.Answer()).ToHaveCountAsync(0);
    }
}
