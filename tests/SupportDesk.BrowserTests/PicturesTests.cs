using System.Text;

namespace SupportDesk.BrowserTests;

/// <summary>Pictures between agents and customers, as people with a browser send and see them.</summary>
public sealed class PicturesTests(Chromium chromium, Desk desk) : BrowserTest(chromium), IClassFixture<Desk>
{
    private const string Loaded = "image => image.complete && image.naturalWidth > 0";

    [SkippableFact]
    public async Task An_agent_chooses_looks_takes_one_away_and_sends()
    {
        var (page, customer) = await TicketAsync();
        await page.Answer().FillAsync("Which of these?");
        await page.Field().SetInputFilesAsync([await page.PictureAsync("red.png"), await page.PictureAsync("wrong.png")]);
        await page.Field().SetInputFilesAsync([await page.PictureAsync("blue.png")]);
        await Expect(page.Chosen()).ToHaveCountAsync(3);
        await Expect(page.Chosen().First).ToContainTextAsync("red.png");
        await Expect(page.Chosen().First).ToContainTextAsync("kB");
        await Expect(page.Counter()).ToContainTextAsync("MMS. Up to 10 pictures (JPEG, PNG or GIF), 5 MB each and 20 MB together. Phone networks may take less.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Take away wrong.png" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take away blue.png" })).ToBeFocusedAsync();
        await page.SendButton().ClickAsync();

        var bubble = page.Bubble("Which of these?");
        await Expect(bubble).ToHaveAttributeAsync("data-state", "Delivered");
        await Expect(bubble.GetByRole(AriaRole.Img)).ToHaveCountAsync(2);
        (await bubble.GetByRole(AriaRole.Img).Last.EvaluateAsync<bool>(Loaded)).Should().BeTrue();
        await Expect(page.Chosen()).ToHaveCountAsync(0);
        (await page.Field().EvaluateAsync<int>("field => field.files.length")).Should().Be(0);
        var phone = await OpenAsync(desk, "/phone");
        await Expect(phone.Handset(customer).Text("Which of these?").GetByRole(AriaRole.Img)).ToHaveCountAsync(2);
    }

    [SkippableFact]
    public async Task What_is_chosen_stays_while_the_customer_writes()
    {
        var (page, customer) = await TicketAsync();
        await page.Answer().FillAsync("One moment");
        await page.Field().SetInputFilesAsync([await page.PictureAsync("red.png")]);

        await desk.TextAsync(customer, "Are you there?");
        await Expect(page.Bubble("Are you there?")).ToBeVisibleAsync();
        await Expect(page.Chosen()).ToHaveCountAsync(1);
        await page.SendButton().ClickAsync();

        await Expect(page.Bubble("One moment").GetByRole(AriaRole.Img)).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task A_file_that_is_too_large_is_told_before_it_is_sent()
    {
        var (page, _) = await TicketAsync();
        await page.Answer().FillAsync("Look");
        await page.Field().SetInputFilesAsync([new() { Name = "huge.png", MimeType = "image/png", Buffer = new byte[5_100_000] }, await page.PictureAsync("red.png")]);
        await Expect(page.Alert()).ToContainTextAsync("“huge.png” is larger than 5 MB");

        await page.SendButton().ClickAsync();
        await Expect(page.Alert()).ToContainTextAsync("huge.png");
        await Expect(page.Answer()).ToHaveValueAsync("Look");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take away huge.png" }).ClickAsync();
        await Expect(page.Alert()).ToBeHiddenAsync();
        await page.SendButton().ClickAsync();

        await Expect(page.Bubble("Look").GetByRole(AriaRole.Img)).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task What_the_desk_refuses_is_told_and_all_else_is_still_there()
    {
        var (page, _) = await TicketAsync();
        await page.Answer().FillAsync("Look");
        await page.Field().SetInputFilesAsync([new() { Name = "page.jpg", MimeType = "image/jpeg", Buffer = Encoding.ASCII.GetBytes("<html>") }, await page.PictureAsync("red.png")]);
        await page.SendButton().ClickAsync();

        await Expect(page.Locator("[data-refused]")).ToContainTextAsync("“page.jpg” is no JPEG, PNG or GIF picture.");
        await Expect(page.Answer()).ToHaveValueAsync("Look");
        await Expect(page.Chosen()).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-choose-again]")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take away page.jpg" }).ClickAsync();
        await Expect(page.Locator("[data-refused]")).ToHaveCountAsync(0);
        await page.SendButton().ClickAsync();

        await Expect(page.Bubble("Look").GetByRole(AriaRole.Img)).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task A_draft_is_the_words_alone()
    {
        var (page, _) = await TicketAsync();
        await page.Field().SetInputFilesAsync([await page.PictureAsync("red.png")]);
        await page.ReloadAsync();

        await Expect(page.Answer()).ToHaveValueAsync("");
    }

    [SkippableFact]
    public async Task By_keyboard_alone()
    {
        var (page, _) = await TicketAsync();
        await page.Answer().FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Field()).ToBeFocusedAsync();
        (await page.Locator("[data-pictures] label").EvaluateAsync<string>("label => getComputedStyle(label).outlineStyle")).Should().Be("solid");

        await page.Field().SetInputFilesAsync([await page.PictureAsync("red.png")]);
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take away red.png" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Field()).ToBeFocusedAsync();
        await Expect(page.Chosen()).ToHaveCountAsync(0);
    }

    [SkippableTheory, InlineData(Screen.Desktop), InlineData(Screen.Phone)]
    public async Task Without_scripts_a_form_with_files_is_a_form(Screen screen)
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello from an old browser");
        var page = await OpenAsync(desk, "/admin", screen, scripts: false);
        await page.SignInAsync();
        await page.OpenTicketAsync(customer);
        await page.GetByRole(AriaRole.Link, new() { Name = "Write an answer" }).ClickAsync();
        await page.Answer().FillAsync("Look");
        await page.Field().SetInputFilesAsync([new() { Name = "huge.png", MimeType = "image/png", Buffer = new byte[6_000_000] }, await page.PictureAsync("red.png")]);
        await page.ShouldFitAsync();
        await page.SendButton().ClickAsync();

        await Expect(page.Locator("[data-refused]")).ToContainTextAsync("“huge.png” has 6 MB; at most 5 MB can be sent.");
        await Expect(page.Locator("[data-choose-again]")).ToContainTextAsync("red.png");
        await Expect(page.Answer()).ToHaveValueAsync("Look");
        await page.ShouldFitAsync();
        await page.Field().SetInputFilesAsync([await page.PictureAsync("red.png")]);
        await page.SendButton().ClickAsync();

        await Expect(page.Bubble("Look").GetByRole(AriaRole.Img)).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task The_virtual_phone_sends_pictures_too()
    {
        var customer = Desk.NewCustomer();
        var phone = await OpenAsync(desk, "/phone");
        var handset = await phone.AddHandsetAsync(customer);
        await handset.Field().SetInputFilesAsync([await phone.PictureAsync("broken.png")]);
        await handset.Writing().FillAsync("It arrived broken");
        await phone.Keyboard.PressAsync("Enter");
        await Expect(handset.Text("It arrived broken").GetByRole(AriaRole.Img)).ToHaveCountAsync(1);
        await Expect(handset.Chosen()).ToHaveCountAsync(0);

        var inbox = await AgentAtAsync(desk);
        await inbox.OpenTicketAsync(customer);
        await Expect(inbox.Bubble("It arrived broken").GetByRole(AriaRole.Img)).ToHaveCountAsync(1);
    }

    /// <summary>A ticket that is open before an agent.</summary>
    private async Task<(IPage Page, string Customer)> TicketAsync()
    {
        var customer = Desk.NewCustomer();
        await desk.TextAsync(customer, "Hello");
        var page = await AgentAtAsync(desk);
        await page.OpenTicketAsync(customer);
        return (page, customer);
    }
}

internal static class Choosing
{
    /// <summary>A real picture: of what the browser shows.</summary>
    public static async Task<FilePayload> PictureAsync(this IPage page, string name) => new() { Name = name, MimeType = "image/png", Buffer = await page.ScreenshotAsync(new() { Clip = new() { Width = 240, Height = 160 } }) };

    public static ILocator Field(this IPage page) => page.Locator("form[data-composer] input[type=file]");

    public static ILocator Field(this ILocator handset) => handset.Locator("input[type=file]");

    public static ILocator Chosen(this IPage page) => page.Locator("form[data-composer] [data-chosen] li");

    public static ILocator Chosen(this ILocator handset) => handset.Locator("[data-chosen] li");

    public static ILocator Alert(this IPage page) => page.Locator("[data-composer-alert]");
}
