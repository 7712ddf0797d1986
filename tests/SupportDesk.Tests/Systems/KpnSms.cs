using System.Net;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Systems;

/// <summary>R2: KPN's SMS API.</summary>
public sealed class KpnSms : IAsyncLifetime
{
    private const string Taken = """{"message-count":"1","messages":[{"to":"31612345678","message-id":"13000000A1B2C3D4","status":"0"}]}""";

    private string answer = Taken;
    private int status = 200;
    private RecordingProvider kpn = null!;
    private DeskHost desk = null!;

    public async Task InitializeAsync()
    {
        kpn = await RecordingProvider.StartAsync((context, request) => request.Path.StartsWith("/oauth", StringComparison.Ordinal)
            ? RecordingProvider.AnswerAsync(context, 200, """{"access_token":"t1","expires_in":"3599","issued_at":"1714979289000","token_type":"Bearer"}""")
            : RecordingProvider.AnswerAsync(context, status, answer));
        desk = new DeskHost(realGateways: true, settings: [("KPN_CLIENT_ID", "APP_KEY"), ("KPN_CLIENT_SECRET", "s&cret"), ("KPN_WEBHOOK_TOKEN", "w0rd"), ("DESK_NUMBER", Samples.Desk), ("Kpn:ApiUrl", kpn.Url), ("Desk:Gateway", "kpn")]);
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        await kpn.DisposeAsync();
    }

    [Fact]
    public async Task R2_A_token_is_asked_for_once_and_texts_are_sent_with_it()
    {
        await TextAsync("m1");
        await TextAsync("m2", "31687654321");
        await desk.Events.UntilAsync(() => Task.FromResult(Sends().Count), count => count == 2);

        kpn.Requests.Count(request => request.Path.StartsWith("/oauth", StringComparison.Ordinal)).Should().Be(1);
        Sends().Should().OnlyContain(request => request.Headers["Authorization"] == "Bearer t1");
    }

    [Theory]
    [InlineData(200, """{"message-count":"1","messages":[{"to":"31612345678","status":"9","error-text":"Quota"}]}""", MessageState.Failed, "not enough credit")]
    [InlineData(200, """{"message-count":"2","messages":[{"to":"31612345678","message-id":"1","status":"0"},{"to":"31612345678","status":"6"}]}""", MessageState.Failed, "cannot be sent to this number")]
    [InlineData(201, Taken, MessageState.Sent, null)]
    [InlineData(202, Taken, MessageState.Sent, null)]
    [InlineData(302, "", MessageState.Failed, "302")]
    [InlineData(400, """{"status":"400","name":"bad","message":"The number is wrong."}""", MessageState.Failed, "The number is wrong.")]
    [InlineData(403, """{"status":"403","name":"no","message":"Not allowed."}""", MessageState.Failed, "Not allowed.")]
    [InlineData(404, "", MessageState.Failed, "404")]
    [InlineData(405, "", MessageState.Failed, "405")]
    [InlineData(412, "", MessageState.Failed, "412")]
    [InlineData(429, "", MessageState.Queued, "429")]
    [InlineData(500, "", MessageState.Queued, "500")]
    [InlineData(502, "", MessageState.Queued, "502")]
    [InlineData(503, "", MessageState.Queued, "503")]
    public async Task R2_Every_return_code_has_its_meaning_and_a_failed_part_inside_a_200_is_told(int code, string body, MessageState state, string? words)
    {
        (status, answer) = (code, body);

        await TextAsync("m1");

        var ticket = await desk.OnlyTicketAsync();
        var sent = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => !text.IsInbound && text.Attempts == 1 && text.State == state))).Single(text => !text.IsInbound);
        (sent.Failure ?? "no failure").Should().Contain(words ?? "no failure");
    }

    [Fact]
    public async Task R2_Texts_and_reports_come_to_the_address_with_its_word_and_to_no_other()
    {
        (await desk.Client.PostAsync("/webhooks/kpn/inbound", Form("m1"))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        await TextAsync("m2");
        var ticket = await desk.OnlyTicketAsync();
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));
        await desk.Client.GetAsync("/webhooks/kpn/status?token=w0rd&messageId=13000000A1B2C3D4&msisdn=31612345678&to=31970102400&status=delivered&err-code=0");

        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Delivered));
    }

    private List<RecordedRequest> Sends() => [.. kpn.Requests.Where(request => request.Path.EndsWith("/sms/send", StringComparison.Ordinal))];

    private async Task TextAsync(string id, string from = "31612345678") =>
        (await desk.Client.PostAsync("/webhooks/kpn/inbound?token=w0rd", Form(id, from))).EnsureSuccessStatusCode();

    private static FormUrlEncodedContent Form(string id, string from = "31612345678") =>
        new(new Dictionary<string, string> { ["msisdn"] = from, ["to"] = Samples.Desk[1..], ["messageId"] = id, ["text"] = "Hello" });
}
