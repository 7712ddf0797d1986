namespace SupportDesk.BrowserTests;

public sealed class PhoneTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task A_text_opens_a_ticket_and_the_answer_comes_back(Screen screen)
    {
        var customer = Desk.NewCustomer();
        var inbox = await AgentAtAsync(desk, screen: screen);
        var phone = await OpenAsync(desk, "/phone", screen);
        var handset = await phone.AddHandsetAsync(customer);

        await handset.Writing().FillAsync("My bike has no wheels");
        await handset.Writing().PressAsync("Enter");
        await Expect(handset.Text("My bike has no wheels").Locator(".tick[data-state=Arrived]")).ToBeVisibleAsync();
        await Expect(handset.Writing()).ToHaveValueAsync("");
        await Expect(inbox.Row(customer)).ToBeVisibleAsync();
        await inbox.OpenTicketAsync(customer);
        var code = await inbox.Locator("[data-code]").InnerTextAsync();
        await Expect(handset.Text($"Your ticket ID is {code}.")).ToBeVisibleAsync();

        await inbox.AnswerAsync("Wheels are on their way.");
        await Expect(handset.Text("Wheels are on their way.")).ToBeVisibleAsync();
        await Expect(inbox.Bubble("Wheels are on their way.").Locator(".state")).ToHaveAttributeAsync("data-state", "Delivered");

        await handset.Writing().FillAsync("And a saddle?");
        await handset.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(inbox.Bubble("And a saddle?")).ToBeVisibleAsync();
        await Expect(handset.Text("Thanks for contacting")).ToHaveCountAsync(1);
        await phone.ShouldFitAsync();
    }

    [SkippableFact]
    public async Task Each_of_several_handsets_gets_its_own_answers()
    {
        var phone = await OpenAsync(desk, "/phone");
        var one = await phone.AddHandsetAsync(Desk.NewCustomer());
        var other = await phone.AddHandsetAsync(Desk.NewCustomer());
        await one.Writing().FillAsync("Half a text");
        await other.Writing().FillAsync("From the other");
        await other.Writing().PressAsync("Enter");

        await Expect(other.Text("Thanks for contacting")).ToBeVisibleAsync();
        await Expect(one.Locator("[data-text]")).ToHaveCountAsync(0);
        await Expect(one.Writing()).ToHaveValueAsync("Half a text");
    }

    [SkippableFact]
    public async Task What_is_written_while_a_text_is_on_its_way_stays()
    {
        var phone = await OpenAsync(desk, "/phone");
        var handset = await phone.AddHandsetAsync(Desk.NewCustomer());
        var sent = await phone.HoldAsync("**/texts");
        await handset.Writing().FillAsync("The first text");
        await handset.Writing().PressAsync("Enter");
        await handset.Writing().FillAsync("The next text");
        sent.SetResult();
        await Expect(handset.Text("The first text")).ToBeVisibleAsync();
        await Expect(handset.Locator(".htmx-request")).ToHaveCountAsync(0);
        await Expect(handset.Writing()).ToHaveValueAsync("The next text");
    }

    [SkippableFact]
    public async Task A_text_that_is_refused_stays_while_the_page_refreshes_itself()
    {
        var phone = await OpenAsync(desk, "/phone");
        var handset = await phone.AddHandsetAsync(Desk.NewCustomer());
        var words = new string('x', 1601);
        await handset.Writing().FillAsync(words);
        await handset.Writing().PressAsync("Enter");
        await Expect(handset.Problem()).ToContainTextAsync("a phone sends at most");

        await phone.AddHandsetAsync(Desk.NewCustomer());

        await Expect(handset.Writing()).ToHaveValueAsync(words);
    }

    [SkippableFact]
    public async Task A_page_that_was_drawn_before_an_answer_came_does_not_take_it_away()
    {
        var customer = Desk.NewCustomer();
        var phone = await OpenAsync(desk, "/phone");
        var handset = await phone.AddHandsetAsync(customer);
        var other = await OpenAsync(desk, "/phone");
        var (drawn, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await phone.RouteAsync("**/phone", async route =>
        {
            var page = await route.FetchAsync();
            drawn.TrySetResult();
            await release.Task;
            await route.FulfillAsync(new() { Response = page });
        });
        await phone.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await drawn.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await desk.TextAsync(customer, "Hello");
        await Expect(other.Handset(customer).Text("Thanks for contacting")).ToBeVisibleAsync();

        await phone.EvaluateAsync("document.addEventListener('htmx:after:swap', () => document.body.dataset.swapped = '')");
        release.SetResult();

        await Expect(phone.Locator("body[data-swapped]")).ToHaveCountAsync(1);
        await Expect(handset.Text("Thanks for contacting")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task An_empty_text_and_a_bad_number_are_told()
    {
        var phone = await OpenAsync(desk, "/phone");
        var form = phone.Locator("[data-add]");
        await phone.GetByLabel("Number of a new handset").FillAsync("not a number");
        await phone.GetByLabel("Number of a new handset").PressAsync("Enter");
        await Expect(form.Problem()).Not.ToBeEmptyAsync();
        await Expect(form.Problem()).ToBeVisibleAsync();

        var handset = await phone.AddHandsetAsync(Desk.NewCustomer());
        await Expect(form.Problem()).ToBeHiddenAsync();
        await handset.Writing().FillAsync("  ");
        await handset.Writing().PressAsync("Enter");
        await Expect(handset.Problem()).Not.ToBeEmptyAsync();
        await Expect(handset.Problem()).ToBeVisibleAsync();
        await Expect(handset.Locator("[data-text]")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task The_phone_counts_the_SMS_of_long_and_of_emoji_texts()
    {
        var phone = await OpenAsync(desk, "/phone");
        var handset = await phone.AddHandsetAsync(Desk.NewCustomer());
        var counter = handset.Locator("[data-counter]");
        await handset.Writing().FillAsync(new string('a', 160));
        await Expect(counter).ToContainTextAsync("1 SMS");
        await handset.Writing().PressSequentiallyAsync("b");
        await Expect(counter).ToContainTextAsync("2 SMS");
        await handset.Writing().FillAsync(string.Concat(Enumerable.Repeat("🙂", 36)));
        await Expect(counter).ToContainTextAsync("2 SMS");
        await Expect(counter).ToContainTextAsync("UCS-2");
    }
}
