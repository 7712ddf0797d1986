using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Bandwidth;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Bandwidth;

public sealed class WebhookTests : ReaderFuzz
{
    private const string Received = """{"type":"message-received","time":"2024-05-06T07:08:09.073Z","description":"Incoming message received","to":"+31970102400","message":{"id":"1714979289zyxw","owner":"+31970102400","applicationId":"93de2206","time":"2024-05-06T07:08:09.035Z","segmentCount":1,"direction":"in","to":["+31970102400"],"from":"+31612345678","text":"Hello","media":["https://messaging.bandwidth.com/api/v2/users/5500123/media/1714979289zyxw/0/pic.jpg"],"channel":"rcs","content":{}}}""";
    private const string OldReceived = """{"eventType":"sms","direction":"in","messageId":"m-abc123","messageUri":"https://api.catapult.inetwork.com/v1/users/u-x/messages/m-abc123","from":"+13865550100","to":"+19105550101","text":"Example","applicationId":"a-xyz","time":"2024-05-06T07:08:09.076Z","state":"received"}""";

    protected override IReadOnlyList<string> Names => ["type", "message", "message-received", "message-failed", "errorCode", "eventType", "sms", "direction", "out", "in", "id", "messageId", "tag", "text", "from", "to", "owner", "media", "state", "deliveryState", "deliveryCode", "time"];

    protected override IReadOnlyList<(string Name, string Value)> Headers => [Calls.Basic("bwhook", "x"), ("authorization ", "Basic é"), ("Content-Type", "application/json")];

    protected override IWebhookReader Reader() => Webhooks();

    [Theory]
    [InlineData("Basic Yndob29rOnMzY3IzdDp3aXRoOmNvbG9u", "s3cr3t:with:colon", true)]
    [InlineData("basic Yndob29rOnMzY3IzdDp3aXRoOmNvbG9u", "s3cr3t:with:colon", true)]
    [InlineData("Basic Yndob29rOnDDpHNzd29yZA==", "pässword", true)]
    [InlineData("Basic Yndob29rOnMzY3IzdDp3aXRoOmNvbG9u", "s3cr3t", false)]
    [InlineData("Basic Yndob29rOnMzY3IzdDp3aXRoOmNvbG9uYQ==", "s3cr3t:with:colon", false)]
    [InlineData("Bearer Yndob29rOnMzY3IzdDp3aXRoOmNvbG9u", "s3cr3t:with:colon", false)]
    [InlineData("Basic", "s3cr3t:with:colon", false)]
    [InlineData("", "s3cr3t:with:colon", false)]
    public void User_and_password_are_required(string header, string password, bool good) =>
        (Webhooks(password).Verify(Calls.Post("bandwidth", $"[{Received}]", headers: ("Authorization", header))) is SignatureCheck.Verified).Should().Be(good);

    [Fact]
    public void Without_them_a_call_is_refused() => Webhooks().Verify(Calls.Post("bandwidth", $"[{Received}]")).Should().BeOfType<SignatureCheck.Bad>();

    [Theory]
    [InlineData("[" + Received + "]")]
    [InlineData(Received)]
    public void A_text_is_read_with_its_pictures_addresses(string body) => Text(body).Should().BeEquivalentTo(new InboundText("+31612345678", "+31970102400", "Hello", "1714979289zyxw", new(2024, 5, 6, 7, 8, 9, 35, TimeSpan.Zero))
    {
        Media = ["https://messaging.bandwidth.com/api/v2/users/5500123/media/1714979289zyxw/0/pic.jpg"],
    });

    [Theory]
    [InlineData(OldReceived)]
    [InlineData("[" + OldReceived + "]")]
    public void A_text_of_the_older_version_is_read(string body) => Text(body).Should().Be(new InboundText("+13865550100", "+19105550101", "Example", "m-abc123", new(2024, 5, 6, 7, 8, 9, 76, TimeSpan.Zero)));

    [Fact]
    public void Our_number_in_a_group_is_the_owner() => Text(Received.Replace("\"to\":[\"+31970102400\"]", "\"to\":[\"+15550001111\",\"+31970102400\"]", StringComparison.Ordinal)).To.Should().Be("+31970102400");

    [Fact]
    public void What_we_sent_ourselves_is_no_text_of_a_customer() => Read(Received.Replace("\"direction\":\"in\"", "\"direction\":\"out\"", StringComparison.Ordinal)).Should().BeOfType<WebhookContent.Nothing>();

    [Fact]
    public void A_picture_without_words_is_a_text() => Text(Received.Replace("\"text\":\"Hello\",", "", StringComparison.Ordinal)).Text.Should().BeEmpty();

    [Theory]
    [InlineData("message-sending", "null", MessageState.Sent, null)]
    [InlineData("message-sent", "null", MessageState.Sent, null)]
    [InlineData("message-delivered", "null", MessageState.Delivered, null)]
    [InlineData("message-read", "null", MessageState.Delivered, null)]
    [InlineData("message-failed", "4405", MessageState.Failed, "The support number does not belong to the account.")]
    [InlineData("message-failed", "\"4775\"", MessageState.Failed, "The customer has opted out.")]
    [InlineData("message-failed", "4999", MessageState.Failed, "Bandwidth: words (4999)")]
    [InlineData("message-failed", "null", MessageState.Failed, "Bandwidth: words")]
    [InlineData("message-failed", "9902", MessageState.Sent, null)]
    public void Reports_are_read_and_told_in_words(string type, string code, MessageState state, string? reason) =>
        Read($$$"""[{"type":"{{{type}}}","time":"2024-05-06T07:08:14Z","description":"words","to":"+13865550100","errorCode":{{{code}}},"message":{"id":"b1","owner":"+19195550100","direction":"out","to":["+13865550100"],"from":"+19195550100","text":"","tag":"T-42"}}]""")
            .Should().BeOfType<WebhookContent.Reports>().Subject.Items.Should().Equal(new DeliveryReport("b1", "T-42", state, reason, new(2024, 5, 6, 7, 8, 14, TimeSpan.Zero)) { OptedOut = reason?.Contains("opted out", StringComparison.Ordinal) is true });

    [Theory]
    [InlineData("\"state\":\"sending\"", MessageState.Sent, null)]
    [InlineData("\"state\":\"sent\",\"deliveryState\":\"waiting\"", MessageState.Sent, null)]
    [InlineData("\"state\":\"sent\",\"deliveryState\":\"delivered\",\"deliveryCode\":0", MessageState.Delivered, null)]
    [InlineData("\"state\":\"sent\",\"deliveryState\":\"not-delivered\",\"deliveryCode\":\"775\"", MessageState.Failed, "The customer has opted out.")]
    [InlineData("\"state\":\"sent\",\"deliveryState\":\"not-delivered\",\"deliveryCode\":902", MessageState.Sent, null)]
    [InlineData("\"state\":\"error\",\"deliveryDescription\":\"words\"", MessageState.Failed, "Bandwidth: words")]
    public void Reports_of_the_older_version_are_read(string state, MessageState expected, string? reason) =>
        Read($$"""{"eventType":"sms","direction":"out","messageId":"m1","tag":"T-42",{{state}}}""").Should().BeOfType<WebhookContent.Reports>().Subject.Items
            .Should().Equal(new DeliveryReport("m1", "T-42", expected, reason, null) { OptedOut = reason?.Contains("opted out", StringComparison.Ordinal) is true });

    [Theory]
    [InlineData("x")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"type":"message-exploded","message":{"id":"1"}}""")]
    [InlineData("""{"type":"message-received","message":{"text":"x"}}""")]
    [InlineData("""{"type":"message-received","message":{"from":"+1"}}""")]
    [InlineData("""{"type":"message-delivered","message":{}}""")]
    [InlineData("""{"eventType":"sms","direction":"out","messageId":"m1"}""")]
    public void What_cannot_be_understood_is_kept(string body) => Read(body).Should().BeOfType<WebhookContent.Unreadable>();

    [Fact]
    public async Task Every_event_of_a_call_is_taken_and_one_that_cannot_be_understood_holds_up_no_other()
    {
        await using var desk = new DeskHost(settings: [.. SendingTests.V2("http://127.0.0.1:1")]);
        using var call = new HttpRequestMessage(HttpMethod.Post, "/webhooks/bandwidth/inbound")
        {
            Content = new StringContent($$"""[{{Received}},{"type":"message-exploded"},7,{{Received.Replace("zyxw\",\"owner", "2\",\"owner", StringComparison.Ordinal).Replace("Hello", "Again", StringComparison.Ordinal)}}]""", Encoding.UTF8, "application/json"),
        };
        call.Headers.TryAddWithoutValidation("Authorization", Calls.Basic("bwhook", "s3cr3t:with:colon").Value);

        (await desk.Client.SendAsync(call)).StatusCode.Should().Be(HttpStatusCode.Accepted);

        var ticket = await desk.OnlyTicketAsync(found => found.Newest!.Text == "Again");
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 2);
        texts.Where(text => text.IsInbound).Select(text => text.Text).Should().Equal("Hello", "Again");
        texts[0].Attachments.Should().ContainSingle().Which.Address.Should().EndWith("pic.jpg");
        (await desk.Services.GetRequiredService<WebhookShelf>().PageAsync(true, null, default)).Items.Should().ContainSingle().Which.Reason.Should().Contain("message");
    }

    private static InboundText Text(string body) => Read(body).Should().BeOfType<WebhookContent.Texts>().Subject.Items.Single();

    private static WebhookContent Read(string body) => Webhooks().Read(Calls.Post("bandwidth", body));

    private static BandwidthWebhooks Webhooks(string password = "x") => new(Options.Create(new BandwidthOptions { WebhookUser = "bwhook", WebhookPassword = password }));
}
