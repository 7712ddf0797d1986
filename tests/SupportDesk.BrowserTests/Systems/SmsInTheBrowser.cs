using System.Text.RegularExpressions;

namespace SupportDesk.BrowserTests.Systems;

/// <summary>R0, SMS in the browser: what only a browser shows of it. Its webhooks and sends are among the other tests of systems.</summary>
public sealed class SmsInTheBrowser : BrowserTest
{
    public SmsInTheBrowser(Chromium chromium)
        : base(chromium) => LosesTheDesk = true;

    [SkippableFact]
    public async Task R0_Enter_or_the_button_sends_the_field_empties_and_the_own_text_stands_in_the_list_with_its_time()
    {
        var desk = await StartAsync(new Desk());
        var phone = await OpenAsync(desk, "/phone");
        var handset = await phone.AddHandsetAsync(Desk.NewCustomer());

        await handset.Writing().FillAsync("By Enter");
        await handset.Writing().PressAsync("Enter");
        await Expect(handset.Text("By Enter").Locator("time")).ToHaveAttributeAsync("datetime", new Regex(@"^\d{4}-\d\d-\d\dT"));
        await Expect(handset.Writing()).ToHaveValueAsync("");
        await handset.Writing().FillAsync("By the button");
        await handset.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(handset.Text("By the button").Locator("time")).ToHaveAttributeAsync("datetime", new Regex(@"^\d{4}-\d\d-\d\dT"));
        await Expect(handset.Writing()).ToHaveValueAsync("");
    }

    [SkippableTheory, InlineData("not a number"), InlineData("12"), InlineData("")]
    public async Task R0_A_bad_number_is_told_to_the_person(string number)
    {
        var desk = await StartAsync(new Desk());
        var phone = await OpenAsync(desk, "/phone");

        await phone.GetByLabel("Number of a new handset").FillAsync(number);
        await phone.Locator("[data-add] button").First.ClickAsync();

        await Expect(phone.Locator("[data-add]").Problem()).ToBeVisibleAsync();
        await Expect(phone.Locator("[data-add]").Problem()).Not.ToBeEmptyAsync();
    }

    [SkippableFact]
    public async Task R0_The_page_reconnects_by_itself_and_shows_what_comes_then()
    {
        var desk = await StartAsync(new Desk());
        var customer = Desk.NewCustomer();
        var phone = await OpenAsync(desk, "/phone");
        var handset = await phone.AddHandsetAsync(customer);

        await desk.KillAsync();
        await Expect(phone.Locator("#phone-line")).ToContainTextAsync("Live updates lost");
        await desk.StartAgainAsync();
        await desk.TextAsync(customer, "Are you there?");

        await Expect(handset.Text("Thanks for contacting")).ToBeVisibleAsync();
        await Expect(phone.Locator("#phone-line")).ToBeHiddenAsync();
    }
}
