using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.VonageMessages;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.VonageMessages;

public sealed class WebhookTests : ReaderFuzz
{
    private const string Secret = "sdeskVonageSigSecret42";
    private const string Body = """{"to":"447700900000","from":"447700900001","channel":"sms","message_uuid":"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab","timestamp":"2024-05-06T07:08:09Z","usage":{"price":"0.0057","currency":"EUR"},"message_type":"text","text":"Hello desk","sms":{"num_messages":"1","keyword":"HELLO"}}""";
    private const string Token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3MTQ5NzkyODksImp0aSI6ImM1YmE4ZjI0LTFhMTQtNGMxMC1iZmRmLTNmYmU4Y2U1MTFiNSIsImlzcyI6IlZvbmFnZSIsInBheWxvYWRfaGFzaCI6IjMzYmJjNjIwYzdlOTkyZmI1NDEzYWVlNmRhNzljMmJjMTRmMTIzNGRjNjRmZmE1ZjY1OWFiODUwOWYxOGQxNDUiLCJhcGlfa2V5IjoiYWIxMmNkMzQiLCJhcHBsaWNhdGlvbl9pZCI6IjExMTExMTExLTIyMjItNDMzMy04NDQ0LTU1NTU1NTU1NTU1NSJ9.uTGhPSiZjpbD-iKvblsznNx1wvYads67WCZmTYgPvas";
    private const string Old = """{"message_uuid":"m1","to":{"type":"sms","number":"447700900000"},"from":{"type":"sms","number":"447700900001"},"timestamp":"2024-05-06T07:08:09.000Z","message":{"content":{"type":"text","text":"Hello"},"sms":{"num_messages":"2"}},"usage":{"currency":"EUR","price":"0.0333"}}""";
    private const long Signed = 1714979289;
    private static readonly DateTimeOffset At = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    protected override IReadOnlyList<string> Names => ["message_uuid", "client_ref", "from", "to", "number", "text", "message", "content", "status", "error", "rejected", "title", "type", "timestamp"];

    protected override IReadOnlyList<(string Name, string Value)> Headers => [("Authorization", "Bearer " + Token), ("authorization ", "Bearer a.b.c"), ("Content-Type", "application/json")];

    protected override IWebhookReader Reader() => Webhooks();

    [Fact]
    public void What_Vonage_signed_is_verified() => Check(Body, Token).Should().BeOfType<SignatureCheck.Verified>();

    [Theory]
    [InlineData(Signed + 300, true)]
    [InlineData(Signed - 300, true)]
    [InlineData(Signed + 301, false)]
    [InlineData(Signed - 301, false)]
    public void The_signature_holds_for_a_while(long now, bool good) => (Check(Body, Token, now: now) is SignatureCheck.Verified).Should().Be(good);

    [Fact]
    public void Another_body_secret_or_account_is_refused()
    {
        Problem(Check(Body + " ", Token)).Should().Contain("another body");
        Problem(Check(Body, Token, secret: "another")).Should().Contain("signature secret");
        Problem(Check(Body, Token, account: "zz98yx76")).Should().Contain("another account");
        Check(Body, Token, account: "ab12cd34").Should().BeOfType<SignatureCheck.Verified>();
    }

    [Theory]
    [InlineData("HS256", "\"iss\":\"Vonage\"", "\"iss\":\"Somebody\"", "issuer")]
    [InlineData("HS256", "\"payload_hash\"", "\"hash\"", "another body")]
    [InlineData("HS256", "\"iat\":1714979289", "\"ia\":1", "clock")]
    [InlineData("HS256", "\"iat\":1714979289", "\"iat\":1e300", "clock")]
    [InlineData("HS256", "\"iat\":1714979289", "\"iat\":\"NaN\"", "clock")]
    [InlineData("HS512", "x", "x", "HS256")]
    [InlineData("none", "x", "x", "HS256")]
    [InlineData("RS256", "x", "x", "HS256")]
    public void A_good_signature_on_wrong_claims_is_refused(string algorithm, string right, string wrong, string words) =>
        Problem(Check(Body, Sign(Claims(Body).Replace(right, wrong, StringComparison.Ordinal), algorithm))).Should().Contain(words);

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("e30.e30.e30")]
    [InlineData("x")]
    public void Nonsense_is_refused_for_good(string token) => Check(Body, token).Should().BeOfType<SignatureCheck.Bad>().Which.MayComeAgain.Should().BeFalse();

    [Fact]
    public async Task An_unsigned_call_is_kept_and_asked_for_again_because_Vonage_signs_it_then()
    {
        await using var desk = new DeskHost(at: DateTimeOffset.FromUnixTimeSeconds(Signed), settings: [("VonageMessages:ApplicationId", "a-1"), ("VonageMessages:PrivateKey", SendingTests.Key.ExportPkcs8PrivateKeyPem()), ("VonageMessages:SignatureSecret", Secret)]);
        var body = Body.Replace("447700900000", "31970102400", StringComparison.Ordinal);

        (await PostAsync(desk, body, null)).Should().Be(HttpStatusCode.ServiceUnavailable);
        (await PostAsync(desk, body, "a.b.c")).Should().Be(HttpStatusCode.Unauthorized);
        (await PostAsync(desk, body, Sign(Claims(body)))).Should().Be(HttpStatusCode.OK);

        (await desk.OnlyTicketAsync(found => found.Newest is not null)).Newest!.Text.Should().Be("Hello desk");
        (await desk.Services.GetRequiredService<WebhookShelf>().CountWaitingAsync(default)).Should().Be(1);
    }

    [Fact]
    public void Without_a_secret_nobody_can_tell() => Check(Body, Token, secret: "").Should().BeOfType<SignatureCheck.NotChecked>();

    [Fact]
    public void A_text_of_version_1_is_read() => Read(Body).Should().BeOfType<WebhookContent.Texts>().Subject.Items
        .Should().Equal(new InboundText("447700900001", "447700900000", "Hello desk", "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab", At));

    [Fact]
    public void A_text_of_version_0_1_is_read() => Read(Old).Should().BeOfType<WebhookContent.Texts>().Subject.Items.Should().Equal(new InboundText("447700900001", "447700900000", "Hello", "m1", At));

    [Theory]
    [InlineData("\"status\":\"submitted\"", MessageState.Sent, null)]
    [InlineData("\"status\":\"delivered\",\"sms\":{\"count_total\":\"2\"}", MessageState.Delivered, null)]
    [InlineData("\"status\":\"read\"", MessageState.Delivered, null)]
    [InlineData("\"status\":\"rejected\",\"error\":{\"type\":\"https://developer.vonage.com/api-errors/messages#1240\",\"title\":\"1240\",\"detail\":\"Illegal Number\"}", MessageState.Failed, "The customer has opted out, or the number is not allowed.")]
    [InlineData("\"status\":\"undeliverable\",\"error\":{\"code\":1300,\"reason\":\"Not in network\"}", MessageState.Failed, "The number is not in the network.")]
    [InlineData("\"status\":\"rejected\",\"error\":{\"title\":\"1999\",\"detail\":\"Something new\"}", MessageState.Failed, "Vonage: Something new (1999)")]
    [InlineData("\"status\":\"rejected\"", MessageState.Failed, "Vonage could not deliver it.")]
    public void Reports_of_both_versions_are_read_and_told_in_words(string status, MessageState state, string? reason) =>
        Read($$"""{"message_uuid":"m1","to":{"type":"sms","number":"1"},"timestamp":"2024-05-06T07:08:09Z","client_ref":"T-42",{{status}}}""", WebhookKind.Status)
            .Should().BeOfType<WebhookContent.Reports>().Subject.Items.Should().Equal(new DeliveryReport("m1", "T-42", state, reason, At) { OptedOut = reason?.Contains("opted out", StringComparison.Ordinal) is true });

    [Theory]
    [InlineData("x", WebhookKind.Inbound)]
    [InlineData("[]", WebhookKind.Inbound)]
    [InlineData("{}", WebhookKind.Inbound)]
    [InlineData("""{"from":"4477","message_type":"image"}""", WebhookKind.Inbound)]
    [InlineData("{}", WebhookKind.Status)]
    [InlineData("""{"message_uuid":"m1","status":"exploded"}""", WebhookKind.Status)]
    public void What_cannot_be_understood_is_kept(string body, WebhookKind kind) => Read(body, kind).Should().BeOfType<WebhookContent.Unreadable>();

    [Fact]
    public void A_bare_call_says_nothing_whatever_stands_in_the_unsigned_query()
    {
        var call = Calls.Get("vonage-messages", "?from=1&text=forged");

        (Webhooks().Verify(call), Webhooks().Read(call)).Should().Be((new SignatureCheck.NotChecked(), new WebhookContent.Nothing()));
    }

    private static async Task<HttpStatusCode> PostAsync(DeskHost desk, string body, string? token)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, "/webhooks/vonage-messages/inbound") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null)
            call.Headers.Authorization = new("Bearer", token);
        return (await desk.Client.SendAsync(call)).StatusCode;
    }

    private static string Claims(string body) =>
        $$"""{"iat":1714979289,"jti":"j","iss":"Vonage","payload_hash":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}}","api_key":"ab12cd34"}""";

    private static string Sign(string claims, string algorithm = "HS256")
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","typ":"JWT"}"""))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(signed)))}";
    }

    private static string Problem(SignatureCheck check) => check.Should().BeOfType<SignatureCheck.Bad>().Subject.Reason;

    private static SignatureCheck Check(string body, string token, long now = Signed, string secret = Secret, string account = "") =>
        Webhooks(now, secret, account).Verify(Calls.Post("vonage-messages", body, headers: ("Authorization", "Bearer " + token)));

    private static WebhookContent Read(string body, WebhookKind kind = WebhookKind.Inbound) => Webhooks().Read(Calls.Post("vonage-messages", body, kind));

    private static VonageMessagesWebhooks Webhooks(long now = Signed, string secret = Secret, string account = "") =>
        new(Options.Create(new VonageMessagesOptions { SignatureSecret = secret, ApiKey = account }), new ManualTime(DateTimeOffset.FromUnixTimeSeconds(now)));
}
