namespace SupportDesk.BrowserTests;

public sealed class NastyContentTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    private const string Marker = "window.ran";

    private static readonly string[] Texts =
    [
        "<img src=x onerror=\"window.ran=1;alert(1)\"><script>window.ran=1</script><svg onload=window.ran=1>",
        "</textarea></li></ol></main><style>*{display:none}</style><h1>Gone</h1>",
        "\u202Egnorw si gnihtyreve \u2066 and never \u202B closed",
        new string('W', 10_000),
        string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦🏳️‍🌈é́́́", 60)),
        "control \u0001\u0007\u001B[31m\u0000 characters",
        "https://" + new string('a', 300) + ".example/" + new string('b', 300),
    ];

    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task Nasty_texts_are_shown_as_texts_and_break_nothing(Screen screen)
    {
        var customer = Desk.NewCustomer();
        foreach (var text in Texts)
        {
            await desk.TextAsync(customer, text);
            await desk.TextAsync(Desk.NewCustomer(), text);
        }

        var page = await AgentAtAsync(desk, screen: screen);
        await Expect(page.Row(customer)).ToBeVisibleAsync();
        await page.ShouldFitAsync();
        await page.OpenTicketAsync(customer);
        await Expect(page.Locator("[data-message].in")).ToHaveCountAsync(Texts.Length);
        await Expect(page.Bubble(Texts[0])).ToBeAttachedAsync();
        await Expect(page.Bubble(Texts[1])).ToBeAttachedAsync();
        await page.ShouldFitAsync();
        await ShouldNotHaveRunAsync(page);

        await desk.TextAsync(customer, Texts[0] + " live");
        await Expect(page.Bubble(Texts[0] + " live")).ToBeVisibleAsync();
        await page.AnswerAsync(Texts[0] + " answered");
        await ShouldNotHaveRunAsync(page);
        await page.ShouldFitAsync();
    }

    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task The_phone_shows_nasty_texts_as_texts(Screen screen)
    {
        var phone = await OpenAsync(desk, "/phone", screen);
        var handset = await phone.AddHandsetAsync(Desk.NewCustomer());
        foreach (var text in new[] { Texts[0], Texts[1], new string('W', 500) })
        {
            await handset.Writing().FillAsync(text);
            await handset.Writing().PressAsync("Enter");
            await Expect(handset.Text(text)).ToBeVisibleAsync();
            await Expect(handset.Writing()).ToHaveValueAsync("");
        }

        await phone.ShouldFitAsync();
        await ShouldNotHaveRunAsync(phone);
    }

    [SkippableFact]
    public async Task A_nasty_webhook_that_was_kept_is_shown_as_text()
    {
        await desk.BabbleAsync($"{{{Texts[0]} {new string('W', 2000)}");
        var page = await AgentAtAsync(desk, "/admin/webhooks", Screen.Phone);
        await page.ShouldFitAsync();
        await page.Locator("#kept a").First.ClickAsync();
        await Expect(page.Locator("pre.raw")).ToContainTextAsync(Texts[0]);
        await page.ShouldFitAsync();
        await ShouldNotHaveRunAsync(page);
    }

    private static async Task ShouldNotHaveRunAsync(IPage page) =>
        (await page.EvaluateAsync<bool>($"{Marker} === undefined")).Should().BeTrue("a text never runs");
}
