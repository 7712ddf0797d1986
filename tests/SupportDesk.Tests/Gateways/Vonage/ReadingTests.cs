using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Vonage;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Vonage;

public sealed class ReadingTests : ReaderFuzz
{
    private const string Pairs = "msisdn=447700900001&to=447700900000&messageId=0A0000000123ABCD1&text=Hello+desk&type=text&keyword=HELLO&api-key=ab12cd34&message-timestamp=2024-05-06+07%3A08%3A09";
    private const string Json = """{"api-key":"ab12cd34","msisdn":"447700900001","to":"447700900000","messageId":"0A0000000123ABCD1","text":"Hello desk","type":"text","keyword":"HELLO","message-timestamp":"2024-05-06 07:08:09","timestamp":"1714979289","nonce":"5d4a2c7e-0b6f-4c41-9d7b-3f2e1a0b9c8d","sig":"x"}""";
    private static readonly DateTimeOffset Sent = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    protected override IReadOnlyList<string> Names => ["msisdn", "to", "text", "messageId", "status", "err-code", "client-ref", "concat", "concat-ref", "concat-total", "concat-part", "message-timestamp", "timestamp", "sig"];

    protected override IReadOnlyList<(string Name, string Value)> Headers => [("Content-Type", "application/json")];

    protected override IWebhookReader Reader() => new VonageWebhooks(Options.Create(new VonageOptions { SignatureSecret = "x" }), new ManualTime());

    [Theory]
    [InlineData("GET", "?" + Pairs, "")]
    [InlineData("POST", "", Pairs)]
    [InlineData("POST", "", Json)]
    [InlineData("POST", "?desk=1", Json)]
    public void A_text_is_read_by_GET_form_and_JSON(string method, string query, string body) =>
        Text(Calls.Make("vonage", WebhookKind.Inbound, method, query, body)).Should().Be(new InboundText("447700900001", "447700900000", "Hello desk", "0A0000000123ABCD1", Sent));

    [Fact]
    public void A_part_of_a_longer_text_says_where_it_belongs() =>
        Text(Calls.Post("vonage", Json.Replace("\"sig\"", "\"concat\":\"true\",\"concat-ref\":\"3\",\"concat-total\":\"2\",\"concat-part\":1,\"sig\"", StringComparison.Ordinal))).Part
            .Should().Be(new TextPart("3", 2, 1));

    [Theory]
    [InlineData("&concat=true&concat-ref=3&concat-total=2&concat-part=3")]
    [InlineData("&concat=true&concat-ref=3&concat-total=2&concat-part=0")]
    [InlineData("&concat=true&concat-ref=3&concat-total=1&concat-part=1")]
    [InlineData("&concat=true&concat-ref=3&concat-total=x&concat-part=1")]
    [InlineData("&concat=true&concat-ref=&concat-total=2&concat-part=1")]
    [InlineData("&concat=true")]
    [InlineData("&concat-ref=3&concat-total=70000&concat-part=1")]
    public void Parts_that_make_no_sense_are_texts_like_any_other(string more)
    {
        var text = Text(Calls.Get("vonage", $"?{Pairs}{more}"));

        (text.Part, text.Text).Should().Be((null, "Hello desk"));
    }

    [Theory]
    [InlineData("?msisdn=4&to=5&messageId=a&text=caf%C3%A9%20%ED%A0%BD&concat-ref=1&concat-total=2&concat-part=1", "", "café <D83D>")]
    [InlineData("?msisdn=4&to=5&messageId=a&text=%ED%B8%80!&concat-ref=1&concat-total=2&concat-part=2", "", "<DE00>!")]
    [InlineData("", "{\"msisdn\":\"4\",\"text\":\"\\\"caf\\u00e9\\\"\\n\\ud83d\",\"messageId\":\"a\",\"concat-ref\":1,\"concat-total\":2,\"concat-part\":1}", "\"café\"\n<D83D>")]
    public void Half_a_character_at_the_end_of_a_part_waits_for_its_other_half(string query, string body, string expected) =>
        string.Concat(Text(Calls.Make("vonage", WebhookKind.Inbound, "POST", query, body)).Text.Select(unit => char.IsSurrogate(unit) ? $"<{(int)unit:X4}>" : $"{unit}")).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("?desk=1")]
    public void A_bare_GET_says_nothing(string query) => Read(Calls.Get("vonage", query)).Should().BeOfType<WebhookContent.Nothing>();

    [Theory]
    [InlineData("text=Hello", "msisdn")]
    [InlineData("msisdn=4477&type=binary&data=00ff", "text")]
    [InlineData("[1]", "msisdn")]
    public void What_is_missing_is_named(string body, string words) => Read(Calls.Post("vonage", body)).Should().BeOfType<WebhookContent.Unreadable>().Subject.Reason.Should().Contain(words);

    [Theory]
    [InlineData("accepted", "0", MessageState.Sent, null)]
    [InlineData("buffered", "0", MessageState.Sent, null)]
    [InlineData("unknown", "1", MessageState.Sent, null)]
    [InlineData("delivered", "0", MessageState.Delivered, null)]
    [InlineData("failed", "9", MessageState.Failed, "The customer has opted out, or the number is not allowed.")]
    [InlineData("rejected", "6", MessageState.Failed, "The carrier took it for spam.")]
    [InlineData("rejected", "77", MessageState.Failed, "Vonage or the carrier rejected it.")]
    [InlineData("failed", "1", MessageState.Failed, "Vonage could not deliver it.")]
    [InlineData("expired", "1", MessageState.Failed, "The phone could not be reached in time.")]
    public void Receipts_are_read_and_told_in_words(string status, string code, MessageState state, string? reason) =>
        Read(Calls.Get("vonage", $"?msisdn=447700900001&to=447700900000&network-code=23410&messageId=0C1&price=0.0333&status={status}&scts=2405060709&err-code={code}&api-key=ab12cd34&client-ref=T-42&message-timestamp=2024-05-06+07%3A08%3A09", WebhookKind.Status))
            .Should().BeOfType<WebhookContent.Reports>().Subject.Items.Should().Equal(new DeliveryReport("0C1", "T-42", state, reason, Sent) { IsOfOnePart = true, OptedOut = reason?.Contains("opted out", StringComparison.Ordinal) is true });

    [Theory]
    [InlineData("?msisdn=4477&status=delivered")]
    [InlineData("?messageId=a&status=exploded")]
    [InlineData("?messageId=a")]
    public void Receipts_without_what_they_need_are_kept(string query) => Read(Calls.Get("vonage", query, WebhookKind.Status)).Should().BeOfType<WebhookContent.Unreadable>();

    private static InboundText Text(WebhookRequest request) => Read(request).Should().BeOfType<WebhookContent.Texts>().Subject.Items.Single();

    private static WebhookContent Read(WebhookRequest request) => new VonageWebhooks(Options.Create(new VonageOptions()), new ManualTime()).Read(request);
}
