using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Simulator;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Web;

/// <summary>The virtual phone on the whole desk, as a browser without scripts uses it.</summary>
public sealed class PhoneTests : IAsyncLifetime
{
    private const string Key = Phoning.Key;
    private const string Number = Phoning.Number;

    private readonly DeskHost desk = new(realGateways: true, settings: [("Desk:Gateway", "simulator"), ("Desk:Numbers:+31970109999:Name", "Repairs")]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task An_empty_page_says_how_to_begin()
    {
        var page = await desk.Client.PageAsync("/phone");

        page.QuerySelector("[data-empty]")!.TextContent.Should().Contain("Add a handset, text the desk, and watch the ticket open in the inbox");
        page.QuerySelector("[data-empty] a")!.GetAttribute("href").Should().Be("/admin");
    }

    [Fact]
    public async Task A_text_opens_a_ticket_and_the_confirmation_arrives_and_is_delivered()
    {
        await AddAsync();

        var answer = await TextAsync("My order is late");

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.Should().Be($"/phone#handset-{Key}");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        ticket.Should().BeEquivalentTo(new { CustomerNumber = Number, SupportNumber = Samples.Desk });
        await desk.TimelineAsync(ticket.Code, timeline => timeline is [_, { State: MessageState.Delivered }]);
        var texts = (await desk.Client.PageAsync("/phone")).QuerySelectorAll($"[data-handset='{Number}'] [data-text]");
        texts.Select(text => text.GetAttribute("data-state")).Should().Equal("Arrived", "Arrived");
        texts[0].TextContent.Should().Contain("My order is late").And.Contain("Taken by the desk");
        texts[1].TextContent.Should().Contain($"Your ticket ID is {ticket.Code}.");
    }

    [Fact]
    public async Task An_agents_answer_arrives_on_the_handset()
    {
        var ticket = await TicketAsync();
        using var ann = await desk.SignedInAsync();

        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}?write=true", $"[data-composer='{ticket.Code}']", ("Text", "We are on it."));

        (await ShownAsync(texts => texts.Any(text => text.Text == "We are on it."))).Should().Contain(text => text.Direction == PhoneDirection.Received && text.Other == Samples.Desk);
    }

    [Fact]
    public async Task A_handset_can_text_any_number_of_the_desk()
    {
        await AddAsync();
        (await desk.Client.PageAsync("/phone")).QuerySelectorAll("select[name='To'] option").Select(option => option.GetAttribute("value")).Should().Equal(Samples.Desk, "+31970109999");

        await TextAsync("Repairs?", "+31970109999");

        (await desk.OnlyTicketAsync()).SupportNumber.Should().Be("+31970109999");
    }

    [Theory]
    [InlineData("", "Enter a phone number.")]
    [InlineData("0612345678", "Write the country code")]
    [InlineData("call <me>", "A phone number has no letters.")]
    [InlineData("+31970102400", "one of the desk's own numbers")]
    [InlineData("+44 7700 900123", "There is a handset with this number.")]
    public async Task A_number_that_cannot_be_is_told_beside_the_field(string number, string words)
    {
        await AddAsync();

        var answer = await desk.Client.SubmitAsync("/phone", "[data-add]", ("Number", number));

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        var page = await Browsing.ReadAsync(answer);
        page.QuerySelector("[data-add] [data-problem]")!.TextContent.Should().Contain(words);
        ((IHtmlInputElement)page.QuerySelector("#new-number")!).Value.Should().Be(number);
        page.QuerySelectorAll("[data-handset]").Should().ContainSingle();
    }

    [Theory]
    [InlineData("", "Write something before you send.")]
    [InlineData(" \r\n\t ", "Write something before you send.")]
    [InlineData("1601", "This text has 1,601 characters; a phone sends at most 1,600.")]
    public async Task A_text_that_cannot_be_sent_is_told_beside_the_field_and_kept(string typed, string words)
    {
        await AddAsync();
        var text = typed == "1601" ? new string('x', 1601) : typed;

        var answer = await TextAsync(text);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        var page = await Browsing.ReadAsync(answer);
        page.QuerySelector($"#handset-{Key} [data-problem]")!.TextContent.Should().Be(words);
        page.QuerySelectorAll("[data-text]").Should().BeEmpty();
        if (text.Length > 100)
            ((IHtmlTextAreaElement)page.QuerySelector("textarea")!).Value.Should().Be(text);
    }

    [Fact]
    public async Task The_longest_text_is_sent_whole()
    {
        await AddAsync();
        var text = new string('x', 1600);

        await TextAsync(text);

        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(found => found.IsInbound))).Single(found => found.IsInbound).Text.Should().Be(text);
    }

    [Fact]
    public async Task A_text_to_a_number_that_is_not_the_desks_is_not_sent()
    {
        await AddAsync();

        (await TextAsync("Hello", "+31612345678")).StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);

        (await desk.TicketsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Nasty_texts_are_shown_as_text()
    {
        await AddAsync();

        await TextAsync("<script>alert(1)</script>\u202egnp");

        var page = await desk.Client.PageAsync("/phone");
        page.QuerySelector("[data-text]")!.TextContent.Should().Contain("<script>alert(1)</script>[U+202E]gnp");
        page.QuerySelectorAll("script:not([src]),style,[style],[onclick]").Should().BeEmpty();
    }

    [Fact]
    public async Task Random_numbers_make_handsets()
    {
        await desk.Client.SubmitAsync("/phone", "[data-add]", ("random", "true"));
        await desk.Client.SubmitAsync("/phone", "[data-add]", ("random", "true"));

        var numbers = (await desk.Client.PageAsync("/phone")).QuerySelectorAll("[data-handset]").Select(handset => handset.GetAttribute("data-handset")!).ToList();
        numbers.Should().HaveCount(2).And.OnlyHaveUniqueItems().And.OnlyContain(number => number.StartsWith("+447700900", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_removed_handset_is_gone_and_its_ticket_stays()
    {
        var ticket = await TicketAsync();
        await desk.TimelineAsync(ticket.Code, timeline => timeline is [_, { State: MessageState.Delivered }]);

        (await desk.Client.SubmitAsync("/phone", "[data-removal]")).StatusCode.Should().Be(HttpStatusCode.Found);

        (await desk.Client.PageAsync("/phone")).QuerySelectorAll("[data-handset]").Should().BeEmpty();
        (await desk.Client.GetAsync($"/phone/handsets/{Key}/texts")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await desk.OnlyTicketAsync()).Code.Should().Be(ticket.Code);
    }

    [Fact]
    public async Task Open_pages_are_told_of_every_text()
    {
        await AddAsync();
        using var line = await LiveLine.OpenAsync(desk.Address);

        await TextAsync("Hello");

        (await line.NextAsync()).Should().Contain("\"phoneChanged\"").And.Contain(Key);
        (await (await desk.Client.GetAsync($"/phone/handsets/{Key}/texts")).Content.ReadAsStringAsync()).Should().Contain("Hello").And.NotContain("<form");
    }

    [Fact]
    public async Task Nobody_outside_can_play_the_carrier()
    {
        await AddAsync();

        var text = await desk.Client.PostAsync("/webhooks/simulator/inbound", new FormUrlEncodedContent([new("from", "31612345678"), new("text", "Forged"), new("id", "1")]));
        var report = await desk.Client.PostAsync("/webhooks/simulator/status", new FormUrlEncodedContent([new("id", "1"), new("status", "delivered")]));

        text.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        report.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await desk.TicketsAsync()).Should().BeEmpty();
    }

    private Task AddAsync() => desk.AddHandsetAsync();

    private Task<HttpResponseMessage> TextAsync(string text, string to = Samples.Desk) => desk.TextFromHandsetAsync(text, to);

    private Task<Ticket> TicketAsync() => desk.TicketFromHandsetAsync();

    private Task<IReadOnlyList<PhoneText>> ShownAsync(Predicate<IReadOnlyList<PhoneText>> ready) =>
        desk.Events.UntilAsync(() => desk.Services.GetRequiredService<Handsets>().TextsAsync(Number, default), ready);
}
