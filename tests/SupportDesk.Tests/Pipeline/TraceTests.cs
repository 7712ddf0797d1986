using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using SupportDesk.Exchanges;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Each text keeps the calls about it, without their secrets.</summary>
public sealed class TraceTests
{
    private const string Secret = "S3cr3tWordOfOurs";

    private static readonly (string, string)[] Settings =
    [
        ("MessageBird:ApiKey", Secret), ("MessageBird:SigningKeys:0", Secret), ("MessageBird:SignatureMode", "Observe"),
        ("Vonage:ApiKey", "abcd1234"), ("Vonage:ApiSecret", Secret), ("Vonage:SignatureSecret", Secret), ("Vonage:SignatureMode", "Observe"),
        ("Twilio:AccountSid", "AC1"), ("Twilio:AuthToken", Secret), ("Twilio:SignatureMode", "Observe"),
        ("Bandwidth:AccountId", "55"), ("Bandwidth:User", "user"), ("Bandwidth:Password", Secret), ("Bandwidth:ApplicationId", "app"), ("Bandwidth:WebhookUser", "hook"), ("Bandwidth:WebhookPassword", Secret),
        ("Kpn:ClientId", "id"), ("Kpn:ClientSecret", Secret), ("Kpn:WebhookToken", Secret),
        ("Template:Url", $"http://127.0.0.1:9/{{to}}?k={Secret}"), ("Template:Body", """{"text":"{text}"}"""), ("Template:WebhookToken", Secret), ("Template:Headers:X-Thing", Secret),
    ];

    public static TheoryData<string, string, string> Texts => new()
    {
        { "messagebird", "application/x-www-form-urlencoded", "originator=31612345678&recipient=31970102400&payload=Hello+there&message_id=m1" },
        { "vonage", "application/x-www-form-urlencoded", $"msisdn=31612345678&to=31970102400&text=Hello+there&messageId=m1&sig={Secret}&api-key=abcd1234" },
        { "twilio", "application/x-www-form-urlencoded", "From=%2B31612345678&To=%2B31970102400&Body=Hello+there&MessageSid=SM1&AccountSid=AC1" },
        { "bandwidth", "application/json", """[{"type":"message-received","to":"+31970102400","message":{"id":"m1","owner":"+31970102400","from":"+31612345678","text":"Hello there","direction":"in"}}]""" },
        { "kpn", "application/json", """{"msisdn":"31612345678","to":"31970102400","text":"Hello there","messageId":"m1"}""" },
        { "template", "application/json", """{"from":"+31612345678","to":"+31970102400","text":"Hello there","id":"m1"}""" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_keeps_the_webhook_that_brought_it_without_a_secret(string gateway, string type, string body)
    {
        await using var desk = new DeskHost(settings: Settings);
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/{gateway}/inbound?token={Secret}&note={Secret}");
        call.Headers.Add("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"hook:{Secret}")));
        call.Headers.Add("X-Twilio-Signature", Secret);
        call.Content = new StringContent(body, Encoding.UTF8, type);

        (await desk.Client.SendAsync(call)).StatusCode.Should().Be(HttpStatusCode.OK);

        var message = await InboundAsync(desk);
        var kept = message.Exchanges.Should().ContainSingle().Subject;
        (kept.Kind, kept.Method, kept.Status).Should().Be((ExchangeKind.Text, "POST", null));
        kept.Address.Should().Contain($"/webhooks/{gateway}/inbound?token=[removed]&note=[removed]");
        kept.Asked!.Text.Should().ContainAny("Hello there", "Hello+there");
        JsonSerializer.Serialize(message, Message.Stored.Json).Should().NotContain(Secret).And.NotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"hook:{Secret}")));
    }

    [Fact]
    public async Task A_text_in_parts_keeps_the_call_of_each()
    {
        await using var desk = new DeskHost(settings: Settings);
        for (var part = 3; part >= 1; part--)
            await desk.Client.PostAsync("/webhooks/vonage/inbound", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["msisdn"] = "31612345678",
                ["to"] = "31970102400",
                ["text"] = $"part{part}",
                ["messageId"] = $"m{part}",
                ["concat"] = "true",
                ["concat-ref"] = "7",
                ["concat-total"] = "3",
                ["concat-part"] = part.ToString(CultureInfo.InvariantCulture),
            }));

        var message = await InboundAsync(desk);

        message.Text.Should().Be("part1part2part3");
        message.Exchanges.Select(call => call.Asked!.Text).Should().HaveCount(3).And.OnlyContain(body => body.Contains("concat-ref=7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_of_a_call_with_several_keeps_its_own_part_of_it()
    {
        await using var desk = new DeskHost(settings: Settings);
        using var call = new HttpRequestMessage(HttpMethod.Post, "/webhooks/bandwidth/inbound");
        call.Headers.Add("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"hook:{Secret}")));
        call.Content = new StringContent($"[{Event("+31612345678", "One")}, {Event("+31612345679", "Two")}]", Encoding.UTF8, "application/json");

        await desk.Client.SendAsync(call);

        var tickets = await desk.Events.UntilAsync(desk.TicketsAsync, tickets => tickets.Count == 2);
        foreach (var (ticket, own, other) in tickets.Select(ticket => ticket.CustomerNumber == "+31612345678" ? (ticket, "One", "Two") : (ticket, "Two", "One")))
        {
            var message = (await desk.TimelineAsync(ticket.Code, messages => messages.Any(message => message.IsInbound))).First(message => message.IsInbound);
            message.Exchanges.Should().ContainSingle().Which.Asked!.Text.Should().Contain(own).And.NotContain(other);
        }
    }

    [Fact]
    public async Task An_answer_keeps_each_try_and_each_report()
    {
        await using var desk = new DeskHost();
        var request = new Exchange(ExchangeKind.Send, desk.Time.GetUtcNow(), "POST", "https://rest.messagebird.com/messages");
        desk.Carrier.Answer(new SendResult.TryLater("Busy.") { Exchanges = [request with { Status = 429 }] }).Answer(new SendResult.Accepted("p1") { Exchanges = [request with { Status = 201 }] });
        await desk.Client.TextAsync("Hello", "m1");
        var ticket = await desk.OnlyTicketAsync();
        await desk.TimelineAsync(ticket.Code, messages => messages.Any(message => message is { State: MessageState.Queued, Attempts: 1 }));
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        var sent = (await desk.TimelineAsync(ticket.Code, messages => messages.Any(message => message.State is MessageState.Sent))).Single(message => !message.IsInbound);

        foreach (var status in new[] { "delivered", "sent", "delivered" })
            (await desk.Client.ReportAsync(sent.Id, status, more: "&apikey=hunter22")).StatusCode.Should().Be(HttpStatusCode.OK);

        var message = (await desk.Store.FindAsync<Message>(sent.Id, default))!;
        message.State.Should().Be(MessageState.Delivered);
        message.Exchanges.Select(call => (call.Kind, call.Status)).Should().Equal((ExchangeKind.Send, 429), (ExchangeKind.Send, 201), (ExchangeKind.Report, null), (ExchangeKind.Report, null), (ExchangeKind.Report, null));
        message.Exchanges[2].Address.Should().Contain("status=delivered").And.Contain("apikey=[removed]");
    }

    [Fact]
    public async Task A_text_still_costs_two_writes_and_a_send_three()
    {
        await using var desk = new DeskHost();
        await desk.Client.TextAsync("Hello", "m1");
        var ticket = await desk.OnlyTicketAsync();

        var timeline = await desk.TimelineAsync(ticket.Code, messages => messages.Count == 2 && messages.All(message => message.IsInbound || message.State is MessageState.Sent));

        timeline.Select(message => (message.IsInbound, message.Version)).Should().Equal((true, 2), (false, 3));
    }

    private static string Event(string from, string text) =>
        $$$"""{"type":"message-received","to":"+31970102400","message":{"id":"{{{text}}}","owner":"+31970102400","from":"{{{from}}}","text":"{{{text}}}","direction":"in"}}""";

    private static async Task<Message> InboundAsync(DeskHost desk) =>
        (await desk.TimelineAsync((await desk.OnlyTicketAsync()).Code, messages => messages.Any(message => message.IsInbound))).First(message => message.IsInbound);
}
