using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.MessageBird;

public sealed class ReadingTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private static readonly DateTimeOffset Sent = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    /// <summary>Method, query, content type and body of every form in which MessageBird is known to bring a text.</summary>
    public static TheoryData<string, string, string?, string> Variants => new()
    {
        { "POST", "", Form, "originator=31612345678&recipient=3197010240000&payload=Hoi&message_id=m1&createdDatetime=2024-05-06T07%3A08%3A09%2B00%3A00" },
        { "POST", "", Json, """{"id":"m1","recipient":"3197010240000","originator":"31612345678","body":"Hoi","createdDatetime":"2024-05-06T07:08:09+00:00"}""" },
        { "POST", "", Json, """{"message_id":"m1","recipient":3197010240000,"originator":31612345678,"payload":"Hoi","createdDatetime":"2024-05-06T07:08:09+00:00"}""" },
        { "POST", "", Form, "originator=31612345678&recipient=3197010240000&incomingMessage=Hoi&message_id=m1&reference=r&createdDatetime=2024-05-06T07:08:09 00:00" },
        { "GET", "?originator=31612345678&recipient=3197010240000&body=Hoi&id=m1&createdDatetime=2024-05-06T07:08:09+00:00", null, "" },
        { "GET", "?originator=31612345678&shortcode=3197010240000&message=Hoi&keyword=Hoi&mid=m1&receive_datetime=20240506070809&operator=20408", null, "" },
        { "POST", "", Form, "originator=31612345678&receiver=3197010240000&body=Hoi&id=m1&id=m1&CreatedDatetime=2024-05-06T07%3A08%3A09Z&mediaURLs=%5B%5D" },
        { "POST", "", Form, "originator=31612345678&recipient=3197010240000&body=Hoi&id=&id=m1&date_utc=1714979289" },
        { "POST", "", "text/plain", "ORIGINATOR=31612345678&Recipient=3197010240000&Payload=Hoi&Message_Id=m1&createddatetime=2024-05-06T07:08:09Z" },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_variant_of_an_inbound_text_is_read(string method, string query, string? contentType, string body)
    {
        var text = Read(method, query, contentType, body).Should().BeOfType<WebhookContent.Texts>().Subject.Items.Single();

        text.Should().Be(new InboundText("31612345678", "3197010240000", "Hoi", "m1", Sent));
    }

    [Theory]
    [InlineData("originator=31612345678&payload=", "")]
    [InlineData("originator=31612345678&payload=%00%1b%E2%80%AE", "\0\u001b\u202e")]
    [InlineData("originator=31612345678&payload=%ff%fe", "\ufffd\ufffd")]
    [InlineData("originator=31612345678&payload=a%2", "a%2")]
    [InlineData("{\"originator\":\"31612345678\",\"payload\":\"\\ud83d\"}", "\\ud83d")]
    [InlineData("{\"originator\":\"31612345678\",\"payload\":{\"text\":\"x\"}}", "{\"text\":\"x\"}")]
    public void Strange_texts_are_kept_as_well_as_they_can_be(string body, string expected) =>
        Read("POST", "", Form, body).Should().BeOfType<WebhookContent.Texts>().Subject.Items.Single().Text.Should().Be(expected);

    [Fact]
    public void Addresses_of_pictures_are_kept() =>
        Read("POST", "", Form, "originator=31612345678&body=Look&mediaURLs=%5B%22https%3A%2F%2Fmedia.example.org%2F1.jpg%22%2C7%5D").Should().BeOfType<WebhookContent.Texts>().Subject.Items.Single().Media.Should().Equal("https://media.example.org/1.jpg");

    [Fact]
    public void A_date_that_cannot_be_read_never_loses_the_text() =>
        Read("POST", "", Form, "originator=1&payload=x&createdDatetime=yesterday").Should().BeOfType<WebhookContent.Texts>().Subject.Items.Single().SentAt.Should().BeNull();

    [Theory]
    [InlineData("payload=Hello", "originator")]
    [InlineData("originator=&payload=Hello", "originator")]
    [InlineData("originator=31612345678", "text is missing")]
    [InlineData("{\"originator\":\"31612345678\",\"payload\":null}", "text is missing")]
    [InlineData("[1,2]", "no fields")]
    [InlineData("{", "no fields")]
    public void What_is_missing_is_named(string body, string words) =>
        Read("POST", "", Form, body).Should().BeOfType<WebhookContent.Unreadable>().Subject.Reason.Should().Contain(words);

    [Fact]
    public void What_the_body_says_counts_before_what_the_address_was_set_up_with() =>
        Read("POST", "?id=our-shop&message=our-shop&originator=7", Form, "originator=31612345678&payload=Hoi&message_id=m1&id=m2").Should().BeOfType<WebhookContent.Texts>()
            .Subject.Items.Should().Equal(new InboundText("31612345678", null, "Hoi", "m1", null));

    [Fact]
    public void A_bare_call_says_nothing() => Read("GET", "", null, "").Should().BeOfType<WebhookContent.Nothing>();

    [Theory]
    [InlineData("sent", "", MessageState.Sent, null)]
    [InlineData("buffered", "", MessageState.Sent, null)]
    [InlineData("scheduled", "", MessageState.Sent, null)]
    [InlineData("delivered", "&statusErrorCode=0&statusReason=successfully%20delivered", MessageState.Delivered, null)]
    [InlineData("delivery_failed", "&statusErrorCode=103", MessageState.Failed, "The customer has opted out.")]
    [InlineData("delivery_failed", "&statusErrorCode=1", MessageState.Failed, "The number is unknown, or its phone was absent.")]
    [InlineData("delivery_failed", "&statusErrorCode=34", MessageState.Failed, "The carrier's system failed.")]
    [InlineData("delivery_failed", "&statusReason=unknown+subscriber", MessageState.Failed, "MessageBird: unknown subscriber")]
    [InlineData("delivery_failed", "", MessageState.Failed, "MessageBird could not deliver it.")]
    [InlineData("expired", "", MessageState.Failed, "The phone could not be reached in time.")]
    public void Reports_are_read(string status, string more, MessageState state, string? reason) =>
        Read("GET", $"?id=p1&reference=T-1&recipient=31612345678&status={status}{more}&price%5Bamount%5D=0.075&statusDatetime=2024-05-06T07:08:09+00:00", null, "", WebhookKind.Status)
            .Should().BeOfType<WebhookContent.Reports>().Subject.Items.Should().Equal(new DeliveryReport("p1", "T-1", state, reason, Sent) { OptedOut = reason?.Contains("opted out", StringComparison.Ordinal) is true });

    [Theory]
    [InlineData("?status=delivered")]
    [InlineData("?id=p1&status=exploded")]
    [InlineData("?id=p1")]
    public void Reports_without_what_they_need_are_unreadable(string query) =>
        Read("GET", query, null, "", WebhookKind.Status).Should().BeOfType<WebhookContent.Unreadable>();

    [Fact]
    public void An_unknown_status_is_told_no_longer_than_it_takes_to_see_what_it_is() =>
        Read("GET", $"?id=p1&status={new string('x', 5000)}", null, "", WebhookKind.Status)
            .Should().BeOfType<WebhookContent.Unreadable>().Subject.Reason.Should().EndWith($"unknown: \"{new string('x', 40)}…\".");

    [Fact]
    public void No_bytes_whatever_make_it_throw() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<NonNull<string>>(), Gen.Elements(WebhookKind.Inbound, WebhookKind.Status).ToArbitrary(),
        (body, query, kind) => Webhooks().Read(Request("POST", "?" + query.Get, Json, body, kind)) is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void No_broken_JSON_makes_it_throw() => Prop.ForAll(
        Gen.Elements("{", "}", "\"originator\"", ":", "\"x\"", "1", ",", "null", "[", "]", "\"\\ud800\"", "\"payload\"", "1e999", " ").ListOf(12).ToArbitrary(),
        pieces => Webhooks().Read(Request("POST", "", Json, Encoding.UTF8.GetBytes("{" + string.Concat(pieces)), WebhookKind.Inbound)) is not null).QuickCheckThrowOnFailure();

    private static WebhookContent Read(string method, string query, string? contentType, string body, WebhookKind kind = WebhookKind.Inbound) =>
        Webhooks().Read(Request(method, query, contentType, Encoding.UTF8.GetBytes(body), kind));

    private static MessageBirdWebhooks Webhooks() => new(Options.Create(new MessageBirdOptions()), new ManualTime());

    private static WebhookRequest Request(string method, string query, string? contentType, byte[] body, WebhookKind kind) => new()
    {
        Gateway = "messagebird",
        Kind = kind,
        Method = method,
        Url = "https://desk.example.org/webhook" + query,
        Headers = contentType is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Content-Type"] = contentType },
        Body = body,
    };
}
