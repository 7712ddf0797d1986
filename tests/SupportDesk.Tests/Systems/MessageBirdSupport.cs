using System.Net;
using System.Text.Json.Nodes;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Systems;

/// <summary>R3: customer support over MessageBird, by its own setting names, and against its HTTP side.</summary>
public sealed class MessageBirdSupport : IAsyncLifetime
{
    private RecordingProvider messageBird = null!;
    private DeskHost desk = null!;
    private int sent;

    public async Task InitializeAsync()
    {
        messageBird = await RecordingProvider.StartAsync((context, _) => RecordingProvider.AnswerAsync(context, 201, $$"""{"id":"p{{Interlocked.Increment(ref sent)}}"}"""));
        desk = new DeskHost(realGateways: true, settings: [("MESSAGEBIRD_API_KEY", "test_key"), ("MESSAGEBIRD_ORIGINATOR", Samples.Desk), ("MessageBird:ApiUrl", messageBird.Url)]);
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        await messageBird.DisposeAsync();
    }

    [Fact]
    public async Task R3_A_text_to_the_published_number_becomes_a_ticket_and_its_sender_gets_one_confirmation_with_a_short_id()
    {
        var answer = await WebhookAsync("Where is my parcel?");

        (answer.StatusCode, await answer.Content.ReadAsStringAsync()).Should().Be((HttpStatusCode.OK, "OK"));
        var ticket = await desk.OnlyTicketAsync();
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));
        var confirmation = JsonNode.Parse(messageBird.Requests.Single().Body)!;
        ((string)confirmation["body"]!).Should().Be($"Thanks for contacting customer support! Your ticket ID is {ticket.Code}.");
        ((string)confirmation["originator"]!).Should().EndWith("31970102400");
        ticket.Code.Should().HaveLength(6);
        messageBird.Requests.Single().Headers["Authorization"].Should().Be("AccessKey test_key");
    }

    [Fact]
    public async Task R3_Every_further_text_is_added_to_the_same_ticket_without_another_confirmation_and_opens_it_again()
    {
        await WebhookAsync("One");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));
        using var ann = await desk.SignedInAsync();
        (await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action$='/closure']")).StatusCode.Should().Be(HttpStatusCode.Redirect);

        await WebhookAsync("Two");
        await WebhookAsync("Three");

        (await desk.OnlyTicketAsync(found => found.IsOpen && found.Newest!.Text == "Three")).Code.Should().Be(ticket.Code);
        (await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 3)).Count(text => !text.IsInbound).Should().Be(1);
        messageBird.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task R3_Agents_see_the_open_tickets_with_their_messages_and_answer_from_the_number_that_was_texted()
    {
        await WebhookAsync("Where is my parcel?");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));
        using var ann = await desk.SignedInAsync();

        (await ann.GetStringAsync("/admin")).Should().Contain("content=\"10\"", "without scripts it refreshes every 10 seconds");
        (await ann.PageAsync("/admin")).QuerySelector($"[data-ticket='{ticket.Code}']")!.TextContent.Should().Contain("Where is my parcel?");
        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/replies']", ("Text", "It comes tomorrow."));

        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text is { Kind: MessageKind.Reply, State: MessageState.Sent }));
        var reply = JsonNode.Parse(messageBird.Requests.Last().Body)!;
        ((string)reply["body"]!, ((string)reply["originator"]!)[^11..]).Should().Be(("It comes tomorrow.", "31970102400"));
        reply["recipients"]!.ToJsonString().Should().Contain("31612345678");
    }

    private Task<HttpResponseMessage> WebhookAsync(string payload) =>
        desk.Client.PostAsync("/webhook", new FormUrlEncodedContent(new Dictionary<string, string> { ["originator"] = Samples.Customer, ["payload"] = payload }));
}
