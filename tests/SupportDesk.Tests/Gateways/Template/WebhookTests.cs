using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Template;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Template;

public sealed class WebhookTests : ReaderFuzz
{
    protected override IReadOnlyList<string> Names => ["from", "to", "text", "id", "data", "time", "status", "reference", "reason", "token"];

    protected override IReadOnlyList<(string Name, string Value)> Headers => [("Content-Type", "application/json")];

    protected override IWebhookReader Reader() => Webhooks(new() { From = "data.0.from", Text = "data.text" });

    [Theory]
    [InlineData("GET", "?token=w0rd&from=31612345678&to=31970102400&text=Hoi&id=m1&time=2024-05-06T07:08:09Z", "")]
    [InlineData("POST", "?token=w0rd", "from=31612345678&to=31970102400&text=Hoi&id=m1&time=1714979289")]
    [InlineData("POST", "?token=w0rd", """{"from":31612345678,"to":"31970102400","text":"Hoi","id":"m1","time":"2024-05-06 07:08:09"}""")]
    public void A_text_is_read_by_GET_form_and_JSON(string method, string query, string body)
    {
        var call = Calls.Make("template", WebhookKind.Inbound, method, query, body);

        Webhooks().Verify(call).Should().BeOfType<SignatureCheck.Verified>();
        Webhooks().Read(call).Should().BeOfType<WebhookContent.Texts>().Subject.Items.Should().Equal(new InboundText("31612345678", "31970102400", "Hoi", "m1", new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero)));
    }

    [Fact]
    public void Fields_may_lie_deep() => Webhooks(new() { From = "data.items.1.sender.number", Text = "data.items.1.words", To = "none.at.all", Id = "x.0" })
        .Read(Calls.Post("template", """{"data":{"items":[null,{"sender":{"number":"+31612345678"},"words":"Hoi"}]},"x":["a"]}""")).Should().BeOfType<WebhookContent.Texts>()
        .Subject.Items.Should().Equal(new InboundText("+31612345678", null, "Hoi", null, null));

    [Theory]
    [InlineData("queued", MessageState.Sent, null)]
    [InlineData("DELIVERED", MessageState.Delivered, null)]
    [InlineData("rejected", MessageState.Failed, "Why not")]
    public void Reports_are_read(string word, MessageState state, string? reason) =>
        Webhooks().Read(Calls.Post("template", $"id=p1&reference=ref-1&status={word}&reason=Why+not", WebhookKind.Status)).Should().BeOfType<WebhookContent.Reports>()
            .Subject.Items.Should().Equal(new DeliveryReport("p1", "ref-1", state, reason, null));

    [Theory]
    [InlineData("failed", "Unsubscribed", true)]
    [InlineData("failed", "No credit", false)]
    [InlineData("delivered", "unsubscribed", false)]
    public void A_report_may_say_that_the_customer_has_opted_out(string word, string reason, bool optedOut) =>
        new TemplateWebhooks(Options.Create(new TemplateOptions { OptedOut = "stopped,unsubscribed" })).Read(Calls.Post("template", $"id=p1&status={word}&reason={reason.Replace(' ', '+')}", WebhookKind.Status))
            .Should().BeOfType<WebhookContent.Reports>().Subject.Items.Single().OptedOut.Should().Be(optedOut);

    [Theory]
    [InlineData("text=x", WebhookKind.Inbound, "from")]
    [InlineData("from=1", WebhookKind.Inbound, "text")]
    [InlineData("status=sent", WebhookKind.Status, "reference")]
    [InlineData("id=1&status=exploded", WebhookKind.Status, "status")]
    public void What_is_missing_is_named(string body, WebhookKind kind, string field) => Webhooks().Read(Calls.Post("template", body, kind)).Should().BeOfType<WebhookContent.Unreadable>().Subject.Reason.Should().Contain(field);

    [Fact]
    public void A_bare_call_says_nothing() => Webhooks().Read(Calls.Get("template", "?token=w0rd")).Should().BeOfType<WebhookContent.Nothing>();

    [Fact]
    public void Without_the_token_a_call_is_refused() => Webhooks().Verify(Calls.Post("template", "from=1&text=x")).Should().BeOfType<SignatureCheck.Bad>();

    private static TemplateWebhooks Webhooks(TemplateInbound? inbound = null) => new(Options.Create(new TemplateOptions { WebhookToken = "w0rd", Inbound = inbound ?? new() }));
}

public sealed class OptionsTests : OptionsCompliance
{
    protected override string Section => "Template";

    protected override IEnumerable<(string Key, string Value)> Good => SendingTests.Good("https://api.example.com").Select(setting => (setting.Key["Template:".Length..], setting.Value));

    protected override void Read(IServiceCollection services, IConfiguration configuration) => services.AddTemplate(configuration);

    protected override object Value(IServiceProvider services) => services.GetRequiredService<IOptions<TemplateOptions>>().Value;

    [Theory]
    [InlineData("Url", "api.example.com")]
    [InlineData("Url", "ftp://{to}")]
    [InlineData("Method", "DELETE")]
    [InlineData("ContentType", "image/png")]
    [InlineData("MostSegments", "0")]
    [InlineData("Answer:Ok", "status")]
    [InlineData("WebhookToken", "")]
    [InlineData("ReportUrl", "/webhooks")]
    [InlineData("Headers:X-Text", "{text}")]
    [InlineData("Headers:X-Key", "a\r\nb")]
    [InlineData("Headers:X Key", "a")]
    [InlineData("Timeout", "30")]
    public void A_wrong_setting_is_named(string setting, string value) => Problems((setting, value)).Should().ContainSingle().Which.Should().Contain($"Template:{setting}");

    [Fact]
    public void A_body_without_number_or_text_is_named() => Problems(("Body", "{}")).Should().HaveCount(2);
}
