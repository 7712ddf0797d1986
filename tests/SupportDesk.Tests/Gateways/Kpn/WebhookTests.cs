using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Kpn;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Kpn;

public sealed class WebhookTests : ReaderFuzz
{
    private const string Text = "msisdn=31612345678&to=31970102400&messageId=k1&text=Hoi&type=text&message-timestamp=2024-05-06+07%3A08%3A09";

    protected override IReadOnlyList<string> Names => ["msisdn", "to", "text", "messageId", "status", "err-code", "client-ref", "concat-ref", "concat-total", "concat-part", "token"];

    protected override IReadOnlyList<(string Name, string Value)> Headers => [("Content-Type", "application/json")];

    protected override IWebhookReader Reader() => Webhooks("w0rd");

    [Theory]
    [InlineData("GET", "?token=w0rd&" + Text, "", true)]
    [InlineData("POST", "?token=w0rd", Text, true)]
    [InlineData("POST", "?token=w0rd", """{"msisdn":"31612345678","to":"31970102400","messageId":"k1","text":"Hoi","message-timestamp":"2024-05-06 07:08:09"}""", true)]
    [InlineData("POST", "?token=W0rd", Text, false)]
    [InlineData("POST", "?token=", Text, false)]
    [InlineData("POST", "", Text + "&token=w0rd", false)]
    public void The_address_must_carry_the_token(string method, string query, string body, bool good)
    {
        var call = Calls.Make("kpn", WebhookKind.Inbound, method, query, body);

        (Webhooks("w0rd").Verify(call) is SignatureCheck.Verified).Should().Be(good);
        Webhooks("w0rd").Read(call).Should().BeOfType<WebhookContent.Texts>().Subject.Items.Should().Equal(new InboundText("31612345678", "31970102400", "Hoi", "k1", new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero)));
    }

    [Fact]
    public void Without_a_token_nobody_can_tell() => Webhooks("").Verify(Calls.Post("kpn", Text)).Should().BeOfType<SignatureCheck.NotChecked>();

    [Fact]
    public void A_receipt_is_read() => Webhooks("").Read(Calls.Get("kpn", "?msisdn=31612345678&messageId=13&status=failed&err-code=3&client-ref=T-1", WebhookKind.Status))
        .Should().BeOfType<WebhookContent.Reports>().Subject.Items.Should().Equal(new DeliveryReport("13", "T-1", MessageState.Failed, "The number is no longer in use.", null) { IsOfOnePart = true });

    [Fact]
    public async Task The_token_is_not_kept_and_KPNs_question_whether_the_address_is_there_is_answered()
    {
        await using var desk = new DeskHost(settings: [("Kpn:ClientId", "a"), ("Kpn:ClientSecret", "b"), ("Kpn:WebhookToken", "w0rd")]);

        (await desk.Client.GetAsync("/webhooks/kpn/inbound")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await desk.Client.GetAsync("/webhooks/kpn/inbound?token=w0rd")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await desk.Client.GetAsync("/webhooks/kpn/inbound?" + Text)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await desk.Client.GetAsync("/webhooks/kpn/inbound?a=1&token=w0rd&msisdn=31612345678")).StatusCode.Should().Be(HttpStatusCode.Accepted);

        var kept = (await desk.Services.GetRequiredService<WebhookShelf>().PageAsync(true, null, default)).Items;
        kept.Should().HaveCount(2).And.NotContain(webhook => webhook.Url.Contains("w0rd"));
        kept.Should().Contain(webhook => webhook.Url.EndsWith("?a=1&token=…&msisdn=31612345678"));
    }

    private static KpnWebhooks Webhooks(string token) => new(Options.Create(new KpnOptions { WebhookToken = token }));
}
