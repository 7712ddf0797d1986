using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Systems;

/// <summary>R0: texts in the browser over Vonage and WebSockets. The browser's own rows are in <c>SupportDesk.BrowserTests</c>.</summary>
public sealed class VonageInTheBrowser : IAsyncLifetime
{
    private const string Application = "11111111-2222-4333-8444-555555555555";
    private static readonly RSA Key = RSA.Create(2048);

    private readonly string keyFile = Path.GetTempFileName();
    private RecordingProvider vonage = null!;
    private DeskHost desk = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(keyFile, Key.ExportPkcs8PrivateKeyPem());
        vonage = await RecordingProvider.StartAsync((context, _) => RecordingProvider.AnswerAsync(context, 202, """{"message_uuid":"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"}"""));

        // As in the system's .env: key, secret, application, private key's path, virtual number.
        desk = new DeskHost(realGateways: true, settings:
        [
            ("VONAGE_API_KEY", "ab12cd34"), ("VONAGE_API_SECRET", "s3cr3t"), ("VONAGE_APPLICATION_ID", Application), ("VONAGE_PRIVATE_KEY_FILE", keyFile), ("DESK_NUMBER", "31970102400"),
            ("Desk:Gateway", "vonage-messages"), ("VonageMessages:Version", "V01"), ("VonageMessages:ApiUrl", vonage.Url), ("Desk:Confirmation", ""),
        ]);
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        await vonage.DisposeAsync();
        File.Delete(keyFile);
    }

    [Fact]
    public async Task R0_A_text_at_inbound_sms_is_pushed_to_every_open_page_with_sender_text_and_time()
    {
        using var ann = await desk.SignedInAsync();
        using var one = await OpenAsync();
        using var other = await OpenAsync();

        (await InboundAsync("Hello desk")).StatusCode.Should().Be(HttpStatusCode.OK);

        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        foreach (var line in new[] { one, other })
            await UntilAsync(line, ticket.Code);
        var row = (await ann.PageAsync("/admin/list")).QuerySelector($"[data-ticket='{ticket.Code}']")!;
        row.TextContent.Should().Contain("+447700900001").And.Contain("Hello desk");
        row.QuerySelector("time[datetime]").Should().NotBeNull();
    }

    [Fact]
    public async Task R0_An_answer_leaves_by_the_Messages_API_0_1_with_the_applications_token_and_its_message_uuid_is_kept()
    {
        await InboundAsync("Hello desk");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        using var ann = await desk.SignedInAsync();

        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/replies']", ("Text", "Good morning!"));

        var sent = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent))).Single(text => !text.IsInbound);
        sent.ProviderId.Should().Be("aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab");
        var request = vonage.Requests.Single();
        request.Path.Should().Be("/v0.1/messages");
        JsonNode.Parse(request.Body)!["to"]!["number"]!.GetValue<string>().Should().Be("447700900001");
        var token = request.Headers["Authorization"]["Bearer ".Length..].Split('.');
        Key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), System.Buffers.Text.Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Should().BeTrue();
    }

    [Theory]
    [InlineData("/webhooks/inbound-message")]
    [InlineData("/webhooks/message-status")]
    public async Task R0_The_messages_webhooks_exist_and_answer_200_so_that_nothing_queues_up_at_the_provider(string path)
    {
        using var empty = new StringContent("", Encoding.UTF8, "application/json");

        (await desk.Client.PostAsync(path, empty)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task R0_What_comes_to_the_messages_webhooks_is_a_text_and_its_delivery()
    {
        await desk.Client.PostAsync("/webhooks/inbound-message", Json("""{"to":"31970102400","from":"447700900001","channel":"sms","message_uuid":"m1","timestamp":"2026-03-02T09:00:00Z","message_type":"text","text":"Hello desk"}"""));
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        using var ann = await desk.SignedInAsync();
        await ann.SubmitAsync($"/admin/tickets/{ticket.Code}", "[action*='/replies']", ("Text", "Good morning!"));
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));

        await desk.Client.PostAsync("/webhooks/message-status", Json("""{"message_uuid":"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab","to":"447700900001","from":"31970102400","timestamp":"2026-03-02T09:00:05Z","status":"delivered","channel":"sms"}"""));

        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Delivered));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private Task<HttpResponseMessage> InboundAsync(string text) => desk.Client.PostAsync("/inbound-sms", new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["msisdn"] = "447700900001",
        ["to"] = "31970102400",
        ["text"] = text,
        ["messageId"] = "0A0000000123ABCD1",
        ["type"] = "text",
        ["message-timestamp"] = "2026-03-02 09:00:00",
    }));

    private async Task<LiveLine> OpenAsync()
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = desk.Address };
        await browser.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));
        return await LiveLine.OpenAsync(desk.Address, "/live", cookies.GetCookieHeader(desk.Address));
    }

    private static async Task UntilAsync(LiveLine line, string code)
    {
        while (!(await line.NextAsync()).Contains(code, StringComparison.Ordinal))
        {
        }
    }
}
