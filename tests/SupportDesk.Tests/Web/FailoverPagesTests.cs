using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Exchanges;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>A second carrier as administrators and agents see it.</summary>
public sealed class FailoverPagesTests : IAsyncLifetime
{
    private const string Sales = "+31970102401";
    private const string SalesPath = "/admin/numbers/%2B31970102401";

    private readonly DeskHost desk = new(settings: [("Desk:Confirmation", ""), ("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret")]);
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task A_second_carrier_is_chosen_shown_and_taken_away()
    {
        await AddAsync("vonage");

        Numbers.For(Sales).SecondGateway.Should().Be("vonage");
        (await RowAsync()).Should().Contain("By messagebird, or by vonage what that does not take.");
        (await ann.PageAsync("/admin/carriers")).QuerySelector("[data-carrier='vonage']")!.TextContent.Should().Contain(Sales);
        var form = await ann.PageAsync(SalesPath);
        ((IHtmlSelectElement)form.QuerySelector("#SecondGateway")!).Value.Should().Be("vonage");

        await ann.SubmitAsync(form, "[data-form='number']", ("Gateway", "messagebird"), ("SecondGateway", ""));

        Numbers.For(Sales).SecondGateway.Should().BeNull();
    }

    [Theory]
    [InlineData("messagebird", "must be another one than the first")]
    [InlineData("pigeon", "must be one of the carriers that are set up")]
    public async Task A_second_carrier_that_is_the_first_or_not_there_is_told(string second, string words)
    {
        var page = await Browsing.ReadAsync(await AddAsync(second));

        page.QuerySelector("[data-valmsg-for='SecondGateway']")!.TextContent.Should().Contain(words);
        Numbers.IsOurs(Sales).Should().BeFalse();
    }

    [Fact]
    public async Task A_second_carrier_whose_settings_are_gone_is_told_in_the_list()
    {
        await desk.Store.InsertAsync(new StoredNumber { Id = Sales, ChangedBy = "Ann", ChangedAt = Samples.Morning, Settings = new() { Gateway = "messagebird", SecondGateway = "twilio" } }, default);
        await desk.Services.GetRequiredService<NumberDesk>().RefreshAsync(default);

        (await RowAsync()).Should().Contain("The second carrier is not set up").And.NotContain("nothing can be sent");
    }

    [Fact]
    public async Task The_conversation_and_the_texts_page_say_which_way_it_went_and_each_request_whom_it_asked()
    {
        await AddAsync("vonage");
        desk.Carrier.Answer(new SendResult.TryLater("MessageBird answered 503.") { Exchanges = [Call("one")] });
        desk.Vonage.Answer(new SendResult.Accepted("v1") { Exchanges = [Call("two")] });
        await desk.Client.TextAsync("Do you sell lamps?", "m1", to: Sales[1..]);
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/replies']", ("Text", "We do."));
        var reply = (await desk.TimelineAsync(ticket.Code, texts => texts.Any(text => text.State is MessageState.Sent))).Single(text => !text.IsInbound);

        const string Way = "Sent by vonage, because messagebird did not take it: MessageBird answered 503.";
        (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelector($"#message-{reply.Id} [data-way]")!.TextContent.Should().Be(Way);
        var page = await ann.PageAsync($"/admin/messages/{reply.Id}");
        page.QuerySelector("[data-way]")!.TextContent.Should().Be(Way);
        page.QuerySelector("#states")!.TextContent.Should().Contain("By vonage.");
        page.QuerySelectorAll("[data-call='Send'] summary span").Select(words => words.TextContent).Should().Equal("Request to messagebird: answered 202", "Request to vonage: answered 202");
    }

    [Fact]
    public async Task While_a_carrier_is_not_asked_the_pages_say_since_when_and_why()
    {
        await AddAsync("vonage");
        (await ann.PageAsync("/admin/carriers")).QuerySelector("[data-carrier='vonage'] [data-breaker]")!.GetAttribute("data-breaker").Should().Be("closed");
        var breakers = desk.Services.GetRequiredService<Breakers>();
        for (var at = 0; at < 5; at++)
            breakers.Note("vonage", breakers.TryEnter("vonage")!, new SendResult.TryLater("Vonage answered 503."));

        var row = (await ann.PageAsync("/admin/carriers")).QuerySelector("[data-carrier='vonage']")!;

        row.QuerySelector("[data-breaker]")!.GetAttribute("data-breaker").Should().Be("open");
        row.QuerySelector("[data-outage]")!.TextContent.Should().Contain("Vonage answered 503.").And.Contain("The next try is at");
        (await ann.PageAsync("/admin/numbers")).QuerySelector($"[data-number='{Sales}'] [data-outage='vonage']").Should().NotBeNull();
        desk.Time.Advance(TimeSpan.FromSeconds(30));
        using var tries = breakers.TryEnter("vonage");
        (await ann.PageAsync("/admin/carriers")).QuerySelector("[data-outage]")!.TextContent.Should().Contain("One text is trying it now.");
    }

    private SupportNumbers Numbers => desk.Services.GetRequiredService<SupportNumbers>();

    private Task<HttpResponseMessage> AddAsync(string second) =>
        ann.SubmitAsync("/admin/numbers/new", "[data-form='number']", ("Number", Sales), ("Gateway", "messagebird"), ("SecondGateway", second));

    private async Task<string> RowAsync() => (await ann.PageAsync("/admin/numbers")).QuerySelector($"[data-number='{Sales}']")!.TextContent;

    private static Exchange Call(string path) => new(ExchangeKind.Send, Samples.Morning, "POST", $"https://provider/{path}") { Status = 202 };
}
