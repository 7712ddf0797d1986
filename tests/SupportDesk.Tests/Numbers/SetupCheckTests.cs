using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Numbers;

/// <summary>A number's set-up check proves itself: it names what works, what is awaited and what is wrong.</summary>
public sealed class SetupCheckTests : IAsyncLifetime
{
    private const string Path = "/admin/numbers/%2B31970102400/check";

    private readonly DeskHost desk = new(settings: [("Web:PublicOrigin", "https://desk.example.org/"), ("MessageBird:SigningKeys:0", "key"), ("MessageBird:SignatureMode", "Enforce"), ("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ("Desk:Numbers:+31970102401:Gateway", "vonage")]);
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task It_shows_the_exact_addresses_with_our_word_where_the_carrier_needs_one()
    {
        await ann.SubmitAsync("/admin/carriers/kpn", "[data-form='carrier']", ("Fields[ClientId]", "id"), ("Fields[ClientSecret]", "secret"), ("Fields[WebhookToken]", "a word"), ("Fields[TwoWay]", "true"));
        await ann.SubmitAsync("/admin/numbers/new", "[data-form='number']", ("Number", "+31970102402"), ("Gateway", "kpn"));

        AddressOn(await ann.PageAsync(Path), "inbound").Should().Be("https://desk.example.org/webhooks/messagebird/inbound");
        AddressOn(await ann.PageAsync("/admin/numbers/%2B31970102402/check"), "status").Should().Be("https://desk.example.org/webhooks/kpn/status?token=a%20word");
        (await ann.PageAsync(Path)).QuerySelector("[data-origin]").Should().BeNull();
    }

    [Fact]
    public async Task It_says_when_the_desk_does_not_know_its_own_address()
    {
        await using var lost = new DeskHost();
        using var administrator = await lost.SignedInAsync();

        var page = await administrator.PageAsync(Path);

        page.QuerySelector("[data-origin]")!.TextContent.Should().Contain("PUBLIC_ORIGIN").And.Contain("https://desk.example.org");
        page.QuerySelector("[data-unsigned]").Should().NotBeNull("no signing key is set");
    }

    [Fact]
    public async Task It_waits_for_the_first_text_and_sees_it()
    {
        const string Sales = "/admin/numbers/%2B31970102401/check";
        Receiving(await ann.PageAsync(Sales)).Should().Be(("Waiting", "Nothing has arrived"));
        (await ann.PageAsync(Sales)).QuerySelector("noscript")!.InnerHtml.Should().Contain("refresh");

        await TextSalesAsync("31970102401");

        Receiving(await ann.PageAsync(Sales)).Should().Be(("Works", "Texts come in."));
    }

    [Fact]
    public async Task It_says_that_a_call_came_with_a_wrong_signature_and_why()
    {
        (await desk.Client.TextAsync("Hello", "m1")).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);

        Receiving(await ann.PageAsync(Path)).Should().Be(("Wrong", "A call came, but its signature is wrong"));
    }

    [Fact]
    public async Task It_says_that_texts_come_for_another_number()
    {
        await TextSalesAsync("31970999999");

        var page = await ann.PageAsync("/admin/numbers/%2B31970102401/check");

        Receiving(page).Word.Should().Be("Wrong");
        page.QuerySelector("#state")!.TextContent.Should().Contain("+31970999999");
    }

    [Fact]
    public async Task It_says_that_a_call_came_that_could_not_be_understood()
    {
        await desk.Client.GetAsync("/webhooks/vonage/inbound?messageId=v1");

        Receiving(await ann.PageAsync("/admin/numbers/%2B31970102401/check")).Should().Be(("Wrong", "A call came, but it was kept"));
    }

    [Fact]
    public async Task A_test_is_followed_until_its_report_and_is_on_no_ticket()
    {
        await TestAsync();
        var sent = await UntilSentAsync();
        Sending(await ann.PageAsync(Path)).Should().Be(("Waiting", "The carrier took the test"));

        await desk.Services.GetRequiredService<ReportDesk>().NoteAsync("messagebird", new("p1", sent.Reference, MessageState.Delivered, null, null), default);

        Sending(await ann.PageAsync(Path)).Should().Be(("Works", "The test arrived"));
        sent.Should().BeEquivalentTo(new { From = Samples.Desk, To = Samples.Customer });
        (await desk.TicketsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_test_that_is_refused_says_so_in_the_carriers_words()
    {
        desk.Carrier.Answer(new SendResult.Refused("MessageBird: not enough balance"));
        await TestAsync();
        await UntilSentAsync();
        await desk.SendDueAsync();

        var page = await ann.PageAsync(Path);

        Sending(page).Should().Be(("Wrong", "The test was refused"));
        page.QuerySelector("#state")!.TextContent.Should().Contain("not enough balance");
    }

    [Fact]
    public async Task A_test_without_a_report_is_told_after_two_minutes()
    {
        await TestAsync();
        await UntilSentAsync();

        desk.Time.Advance(TimeSpan.FromMinutes(3));

        Sending(await ann.PageAsync(Path)).Should().Be(("Wrong", "The carrier took the test, but no delivery report came"));
    }

    [Theory]
    [InlineData(Samples.Desk)]
    [InlineData("0612345678")]
    [InlineData("")]
    public async Task A_test_goes_to_a_phone_and_nowhere_else(string to)
    {
        var page = await Browsing.ReadAsync(await ann.SubmitAsync(Path, "[data-form='test']", ("To", to)));

        page.QuerySelector("[data-valmsg-for='To']")!.TextContent.Should().NotBeEmpty();
        desk.Carrier.Sent.Should().BeEmpty();
    }

    private async Task TestAsync() => (await ann.SubmitAsync(Path, "[data-form='test']", ("To", Samples.Customer))).Headers.Location!.OriginalString.Should().Be(Path);

    /// <summary>A pass of the outbox, until the test was sent and that was noted.</summary>
    private async Task<OutboundText> UntilSentAsync()
    {
        for (var pass = 0; pass < 100 && !await IsSettledAsync(); pass++)
            await desk.SendDueAsync();
        return desk.Carrier.Sent.Should().ContainSingle().Which;
    }

    private async Task<bool> IsSettledAsync()
    {
        var seen = await desk.Store.FindAsync<LastSeen>(LastSeen.OfNumber(Samples.Desk), default);
        return seen?.TestId is { } id && await desk.Store.FindAsync<Message>(id, default) is { State: MessageState.Sent or MessageState.Failed };
    }

    private Task<HttpResponseMessage> TextSalesAsync(string to) => desk.Client.GetAsync($"/webhooks/vonage/inbound?msisdn=31612345678&to={to}&messageId=v1&type=text&text=Hello");

    private static string AddressOn(IHtmlDocument page, string kind) => page.QuerySelector($"[data-address='{kind}']")!.TextContent;

    private static (string Word, string Words) Receiving(IHtmlDocument page) => Found(page, 0);

    private static (string Word, string Words) Sending(IHtmlDocument page) => Found(page, 1);

    /// <summary>What was found, and how its sentence begins.</summary>
    private static (string Word, string Words) Found(IHtmlDocument page, int at)
    {
        var finding = page.QuerySelectorAll("[data-finding]")[at];
        var words = finding.QuerySelector("span")!.TextContent.Split('.', 2)[1].Trim();
        return (finding.GetAttribute("data-finding")!, Known.First(known => words.StartsWith(known, StringComparison.Ordinal)));
    }

    private static readonly string[] Known =
    [
        "Nothing has arrived", "Texts come in.", "A call came, but its signature is wrong", "A call came, but it was kept", "A text came by this carrier",
        "The carrier took the test, but no delivery report came", "The carrier took the test", "The test arrived", "The test was refused",
    ];
}
