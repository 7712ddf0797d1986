using System.Net;
using SupportDesk.Gateways;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Systems;

/// <summary>R1: sending and receiving over Vonage's SMS API.</summary>
public sealed class VonageWithAFlow : IAsyncLifetime
{
    private const string Taken = """{"message-count":"1","messages":[{"to":"447700900001","message-id":"0C000000217B7F02","status":"0"}]}""";

    private RecordingProvider vonage = null!;
    private DeskHost desk = null!;

    public async Task InitializeAsync()
    {
        vonage = await RecordingProvider.StartAsync((context, _) => RecordingProvider.AnswerAsync(context, 200, Taken));
        desk = new DeskHost(realGateways: true, settings: [("VONAGE_API_KEY", "ab12cd34"), ("VONAGE_API_SECRET", "s3cr3t"), ("DESK_NUMBER", "447700900000"), ("Vonage:ApiUrl", vonage.Url), ("Desk:Gateway", "vonage"), ("Desk:Confirmation", "")]);
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        await vonage.DisposeAsync();
    }

    [Fact]
    public async Task R1_A_text_comes_in_by_GET_at_sms_and_an_answer_goes_out_with_key_and_secret_to_E164_without_the_plus()
    {
        var answer = await desk.Client.GetAsync("/sms?msisdn=447700900001&to=447700900000&messageId=0A1&text=Hello+there&type=text&keyword=HELLO&message-timestamp=2026-03-02+09%3A00%3A00");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        using var ann = await desk.SignedInAsync();
        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/replies']", ("Text", "Hello yourself"));
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var request = vonage.Requests.Single();
        (request.Method, request.Path, request.Headers["Authorization"]).Should().Be(("POST", "/sms/json", Calls.Basic("ab12cd34", "s3cr3t").Value));
        FormPairs.Of(request.Body).Should().Contain([("to", "447700900001"), ("from", "447700900000"), ("text", "Hello yourself")]);
    }

    [Fact]
    public async Task R1_A_page_shows_what_came_in_and_what_the_send_was_answered()
    {
        await desk.Client.GetAsync("/sms?msisdn=447700900001&to=447700900000&messageId=0A1&text=Hello+there");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        using var ann = await desk.SignedInAsync();
        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/replies']", ("Text", "Hello yourself"));
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));

        var came = (await ann.PageAsync($"/admin/messages/{texts.Single(text => text.IsInbound).Id}")).QuerySelector("#calls")!.TextContent;
        var left = (await ann.PageAsync($"/admin/messages/{texts.Single(text => !text.IsInbound).Id}")).QuerySelector("#calls")!.TextContent;

        came.Should().Contain("msisdn=447700900001");
        left.Should().Contain("Hello yourself").And.Contain("0C000000217B7F02").And.NotContain("s3cr3t");
    }

    [Fact]
    public async Task R1_A_reply_is_made_from_the_inbound_text_by_a_template_You_said_text()
    {
        await desk.AddRuleAsync(Rules.Rule("You said {{text}}"));

        await desk.Client.GetAsync("/sms?msisdn=447700900001&to=447700900000&messageId=0A1&text=Hello+there&type=text&keyword=HELLO&message-timestamp=2026-03-02+09%3A00%3A00");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));

        FormPairs.Of(vonage.Requests.Single().Body).Should().Contain([("to", "447700900001"), ("from", "447700900000"), ("text", "You said Hello there")]);
        using var ann = await desk.SignedInAsync();
        var came = await ann.PageAsync($"/admin/messages/{texts.Single(text => text.IsInbound).Id}");
        var left = await ann.PageAsync(came.QuerySelector("[data-answer]")!.GetAttribute("href")!);
        left.QuerySelector("#calls")!.TextContent.Should().Contain("You said Hello there").And.Contain("0C000000217B7F02").And.NotContain("s3cr3t");
    }
}
