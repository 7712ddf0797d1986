using System.Net;
using Microsoft.Extensions.Options;
using SupportDesk.Consents;
using SupportDesk.Gateways.Twilio;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Twilio;

public sealed class WebhookTests : ReaderFuzz
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Url = "https://desk.example.org/hooks/twilio/inbound?acct=7";
    private const string Body = "ToCountry=US&MessageSid=SM0123456789abcdef0123456789abcdef&SmsStatus=received&Body=Hi+%26+bye+%2B+1%3D2+%C3%A9&From=%2B14155550123&To=%2B14155550100&NumMedia=0&NumSegments=1&AccountSid=AC0123456789abcdef0123456789abcdef&ApiVersion=2010-04-01&FromZip=";
    private const string Signature = "FYGZ+w2NH5dnt8a2FMyKuVazOlw=";
    private const string WithPort = "S1ji97AirmKHqcgKCrL4wr/QBas=";
    private const string JsonUrl = Url + "&bodySHA256=dc2258e4a020db93938f1f9f391df93c029c22db97cc2bcab82f592f548a4f31";
    private const string JsonBody = """{"MessageSid":"SM0123456789abcdef0123456789abcdef","MessageStatus":"delivered"}""";
    private const string JsonSignature = "wNEBKvCGXBZoF3w9HiQEfJkBmk0=";

    protected override IReadOnlyList<string> Names => ["From", "To", "Body", "MessageSid", "SmsSid", "MessageStatus", "SmsStatus", "ErrorCode", "MediaUrl0", "NumMedia", "reference", "bodySHA256", "acct", "OptOutType"];

    protected override IReadOnlyList<(string Name, string Value)> Headers => [("X-Twilio-Signature", Signature), ("x-twilio-signature ", "é"), ("Content-Type", "application/json")];

    protected override IWebhookReader Reader() => Webhooks();

    [Theory]
    [InlineData(Url, Body, Signature)]
    [InlineData(Url, Body, WithPort)]
    [InlineData("https://desk.example.org:443/hooks/twilio/inbound?acct=7", Body, WithPort)]
    [InlineData("https://desk.example.org:443/hooks/twilio/inbound?acct=7", Body, Signature)]
    [InlineData(JsonUrl, JsonBody, JsonSignature)]
    public void What_Twilio_signed_is_verified_with_and_without_the_standard_port(string url, string body, string signature) =>
        Check(url, body, signature).Should().BeOfType<SignatureCheck.Verified>();

    [Theory]
    [InlineData("https://desk.example.org:8443/hooks/twilio/inbound?acct=7", Body, Signature)]
    [InlineData("http://desk.example.org/hooks/twilio/inbound?acct=7", Body, Signature)]
    [InlineData("https://desk.example.org/hooks/twilio/inbound?acct=8", Body, Signature)]
    [InlineData(Url, Body + "x", Signature)]
    [InlineData(Url, Body + "&X=1", Signature)]
    [InlineData(Url, "", Signature)]
    [InlineData(JsonUrl, JsonBody + " ", JsonSignature)]
    [InlineData(Url, JsonBody, JsonSignature)]
    [InlineData(Url, Body, "")]
    [InlineData(Url, Body, "no Base64!")]
    public void Anything_else_is_refused(string url, string body, string signature) => Check(url, body, signature).Should().BeOfType<SignatureCheck.Bad>();

    [Fact]
    public void Another_token_is_refused() => Check(Url, Body, Signature, "1123456789abcdef0123456789abcdef").Should().BeOfType<SignatureCheck.Bad>();

    [Fact]
    public void A_text_is_read() => Read(Body).Should().BeOfType<WebhookContent.Texts>().Subject.Items
        .Should().Equal(new InboundText("+14155550123", "+14155550100", "Hi & bye + 1=2 é", "SM0123456789abcdef0123456789abcdef", null));

    [Theory]
    [InlineData("STOP", Keyword.OptOut)]
    [InlineData("Start", Keyword.OptIn)]
    [InlineData("HELP", Keyword.Help)]
    [InlineData("", null)]
    [InlineData("SOMETHING", null)]
    public void What_Twilio_took_a_text_for_is_read(string type, Keyword? keyword) => Read($"{Body}&OptOutType={type}").Should().BeOfType<WebhookContent.Texts>().Subject.Items.Single().Keyword.Should().Be(keyword);

    [Fact]
    public void Pictures_are_kept_by_their_addresses_even_without_a_text() => Read("From=%2B1&NumMedia=2&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2F1&MediaContentType0=image%2Fjpeg&MediaUrl1=https%3A%2F%2Fapi.twilio.com%2F2&MessageSid=MM1")
        .Should().BeOfType<WebhookContent.Texts>().Subject.Items.Single().Should().BeEquivalentTo(new { Text = "", Media = new[] { "https://api.twilio.com/1", "https://api.twilio.com/2" } });

    [Fact]
    public void A_text_that_looks_encoded_is_left_as_it_is() => Read("From=%2B1&Body=SGVsbG8%3D&MessageSid=SM1").Should().BeOfType<WebhookContent.Texts>().Subject.Items.Single().Text.Should().Be("SGVsbG8=");

    [Theory]
    [InlineData("queued", "", MessageState.Sent, null)]
    [InlineData("sending", "", MessageState.Sent, null)]
    [InlineData("sent", "", MessageState.Sent, null)]
    [InlineData("delivered", "", MessageState.Delivered, null)]
    [InlineData("read", "", MessageState.Delivered, null)]
    [InlineData("undelivered", "30003", MessageState.Failed, "The phone could not be reached.")]
    [InlineData("failed", "21610", MessageState.Failed, "The customer has opted out.")]
    [InlineData("failed", "30007", MessageState.Failed, "A carrier's filter refused the text.")]
    [InlineData("failed", "39999", MessageState.Failed, "Twilio could not deliver it (error 39999).")]
    [InlineData("failed", "", MessageState.Failed, "Twilio could not deliver it.")]
    [InlineData("partially_delivered", "", MessageState.Failed, "Only a part of it was delivered.")]
    public void Reports_are_read_and_told_in_words(string status, string code, MessageState state, string? reason) =>
        Webhooks().Read(Calls.Make("twilio", WebhookKind.Status, "POST", "?reference=ref-1", $"MessageSid=SM1&SmsSid=SM1&AccountSid=AC1&MessageStatus={status}&SmsStatus={status}&ErrorCode={code}&RawDlrDoneDate=2405060709&ApiVersion=2010-04-01"))
            .Should().BeOfType<WebhookContent.Reports>().Subject.Items.Should().Equal(new DeliveryReport("SM1", "ref-1", state, reason, null) { OptedOut = reason?.Contains("opted out", StringComparison.Ordinal) is true });

    [Fact]
    public void A_report_may_be_JSON() => Webhooks().Read(Calls.Post("twilio", JsonBody, WebhookKind.Status)).Should().BeOfType<WebhookContent.Reports>().Subject.Items.Single().State.Should().Be(MessageState.Delivered);

    [Theory]
    [InlineData("Body=Hello", WebhookKind.Inbound, "From")]
    [InlineData("From=%2B1", WebhookKind.Inbound, "Body")]
    [InlineData("MessageStatus=sent", WebhookKind.Status, "MessageSid")]
    [InlineData("MessageSid=SM1&MessageStatus=lost", WebhookKind.Status, "MessageStatus")]
    public void What_is_missing_is_named(string body, WebhookKind kind, string field) => Webhooks().Read(Calls.Post("twilio", body, kind)).Should().BeOfType<WebhookContent.Unreadable>().Subject.Reason.Should().Contain(field);

    [Theory]
    [InlineData("Body=Hello&From=%2B31612345678&To=%2B31970102400&MessageSid=SM1", HttpStatusCode.OK)]
    [InlineData("Nonsense=1", HttpStatusCode.Accepted)]
    public async Task The_answer_never_is_a_text_that_Twilio_would_send_to_the_customer(string body, HttpStatusCode status)
    {
        await using var desk = new DeskHost(settings: [("Twilio:AccountSid", "AC1"), ("Twilio:AuthToken", Token), ("Twilio:SignatureMode", "Off")]);

        var answer = await desk.Client.PostAsync("/webhooks/twilio/inbound", new StringContent(body));

        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).Should().Be((status, "text/xml"));
        (await answer.Content.ReadAsStringAsync()).Should().Be("""<?xml version="1.0" encoding="UTF-8"?><Response></Response>""");
    }

    private static WebhookContent Read(string body) => Webhooks().Read(Calls.Post("twilio", body));

    private static SignatureCheck Check(string url, string body, string signature, string token = Token) =>
        Webhooks(token).Verify(Calls.Post("twilio", body, headers: ("X-Twilio-Signature", signature)) with { Url = url });

    private static TwilioWebhooks Webhooks(string token = Token) => new(Options.Create(new TwilioOptions { AuthToken = token }));
}
