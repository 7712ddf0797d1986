using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Two support numbers of two carriers: an answer leaves from the number that was texted, by that number's carrier.</summary>
public sealed class TwoNumbersTests : IAsyncLifetime
{
    private const string Sales = "+31970102401";

    private readonly DeskHost desk = new(settings: [("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret")]);
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_text_to_a_second_number_while_a_ticket_is_open_on_the_first_opens_its_own_which_is_answered_from_there_by_its_carrier()
    {
        await AddSalesAsync();
        await desk.Client.TextAsync("Where is my parcel?", "m1");
        var first = await desk.OnlyTicketAsync(ticket => ticket.Newest is not null);

        await TextSalesAsync("Do you sell lamps?");
        var second = await SalesTicketAsync();
        await ReplyAsync(first, "It is on its way.");
        await ReplyAsync(second, "We do.");
        await AllSentAsync(first, 3);
        await AllSentAsync(second, 3);

        first.SupportNumber.Should().Be(Samples.Desk);
        desk.Carrier.Sent.Should().OnlyContain(text => text.From == Samples.Desk && text.To == Samples.Customer)
            .And.Contain(text => text.Text == "It is on its way.").And.NotContain(text => text.Text == "We do.");
        desk.Vonage.Sent.Should().OnlyContain(text => text.From == Sales && text.To == Samples.Customer)
            .And.Contain(text => text.Text == "We do.").And.Contain(text => text.Text == $"Sales: {second.Code}");
    }

    [Fact]
    public async Task A_number_that_nobody_knows_is_answered_by_the_carrier_that_brought_the_text()
    {
        await TextSalesAsync("Anybody there?");
        var ticket = await SalesTicketAsync();

        await ReplyAsync(ticket, "Yes.");
        await AllSentAsync(ticket, 3);

        desk.Carrier.Sent.Should().BeEmpty();
        desk.Vonage.Sent.Should().HaveCount(2).And.OnlyContain(text => text.From == Sales);
    }

    [Fact]
    public async Task A_ticket_of_a_number_that_was_removed_is_still_answered_from_there()
    {
        await AddSalesAsync();
        await TextSalesAsync("Do you sell lamps?");
        var ticket = await SalesTicketAsync();
        await AllSentAsync(ticket, 2);

        var question = await ann.PageAsync($"/admin/numbers/{Uri.EscapeDataString(Sales)}/removal");
        question.QuerySelector("[data-unfinished]")!.TextContent.Should().Contain("1 open ticket ").And.Contain("0 texts in the outbox");
        await ann.SubmitAsync(question, "[data-form='removal']");
        await ReplyAsync(ticket, "We do.");
        await AllSentAsync(ticket, 3);

        (await ann.PageAsync("/admin/numbers")).QuerySelector($"[data-number='{Sales}']").Should().BeNull();
        desk.Vonage.Sent.Should().Contain(text => text.Text == "We do." && text.From == Sales);
    }

    [Fact]
    public async Task A_changed_confirmation_holds_from_the_next_ticket_on()
    {
        await AddSalesAsync();
        await ann.SubmitAsync($"/admin/numbers/{Uri.EscapeDataString(Sales)}", "[data-form='number']", ("Gateway", "vonage"), ("Confirmation", "New words {code}"));

        await TextSalesAsync("Hello");
        var ticket = await SalesTicketAsync();
        await AllSentAsync(ticket, 2);

        desk.Vonage.Sent.Should().ContainSingle().Which.Text.Should().Be($"New words {ticket.Code}");
    }

    private async Task AddSalesAsync() =>
        (await ann.SubmitAsync("/admin/numbers/new", "[data-form='number']", ("Number", "+31 970 102 401"), ("Gateway", "vonage"), ("Name", "Sales"), ("Confirmation", "{name}: {code}")))
            .Headers.Location!.OriginalString.Should().Be("/admin/numbers/%2B31970102401/check");

    private async Task TextSalesAsync(string text) =>
        (await desk.Client.GetAsync($"/webhooks/vonage/inbound?msisdn=31612345678&to=31970102401&messageId=v1&type=text&text={Uri.EscapeDataString(text)}")).EnsureSuccessStatusCode();

    private async Task<Ticket> SalesTicketAsync() =>
        (await desk.Events.UntilAsync(desk.TicketsAsync, tickets => tickets.Any(ticket => ticket is { SupportNumber: Sales, Newest: not null }))).Single(ticket => ticket.SupportNumber == Sales);

    private Task<HttpResponseMessage> ReplyAsync(Ticket ticket, string text) =>
        ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/replies']", ("Text", text));

    private Task<IReadOnlyList<Message>> AllSentAsync(Ticket ticket, int texts) =>
        desk.TimelineAsync(ticket.Code, timeline => timeline.Count == texts && timeline.All(text => text.IsInbound || text.State is MessageState.Sent));
}
