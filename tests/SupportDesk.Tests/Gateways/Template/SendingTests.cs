using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways;
using SupportDesk.Gateways.Template;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Template;

public sealed class SendingTests : GatewayCompliance
{
    private const string Nasty = "\"a\" & <b> = {to} \\ \n € 😀 %";

    protected override string Words => "The provider";

    protected override (int Status, string Json) Taken => (202, """{"messages":[{"id":17,"status":"queued"}]}""");

    protected override SendResult Accepted => new SendResult.Accepted("17");

    protected override IEnumerable<(string Key, string Value)> Settings(string url) => Good(url);

    internal static IEnumerable<(string Key, string Value)> Good(string url) =>
    [
        ("Template:Url", url + "/v2/sms"), ("Template:Headers:X-Api-Key", "secret-key"), ("Template:Headers:X-Reference", "{reference}"), ("Template:WebhookToken", "w0rd"), ("Template:ReportUrl", "https://desk.example.org/webhooks/template/status"),
        ("Template:Body", """{"sender":"{from}","to":["{to}"],"message":"{text}","custom":"{reference}","coding":"{encoding}","callback":"{reportUrl}","other":{"{x}":1}}"""), ("Template:Answer:Id", "messages.0.id"), ("Template:Answer:Error", "error.text"),
    ];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddTemplate(configuration);

    [Fact]
    public async Task JSON_is_filled_in_and_nothing_in_a_text_can_break_out_of_its_place()
    {
        Provider.Answer(202, Taken.Json);

        await SendAsync(Nasty);

        var request = Provider.Requests.Single();
        (request.Method, request.Path, request.Headers["X-Api-Key"], request.Headers["X-Reference"]).Should().Be(("POST", "/v2/sms", "secret-key", "ref-1"));
        var body = JsonNode.Parse(request.Body)!;
        ((string)body["message"]!, (string)body["to"]![0]!, (string)body["sender"]!, (string)body["custom"]!, (string)body["coding"]!).Should().Be((Nasty, "+31612345678", "+31970102400", "ref-1", "unicode"));
        ((string)body["callback"]!, (int)body["other"]!["{x}"]!).Should().Be(("https://desk.example.org/webhooks/template/status?token=w0rd", 1));
    }

    [Theory]
    [InlineData("application/json", """{"reference":"{reference}","k":"{0}","recipients":["{to}"],"text":"{text}"}""")]
    [InlineData("application/x-www-form-urlencoded", "reference={reference}&k={0}&recipients={to}&text={text}")]
    [InlineData("application/xml", "<reference k='{0}'>{reference}</reference><recipients>{to}</recipients><text>{text}</text><k>{0}</k>")]
    [InlineData("text/plain", "reference={reference} recipients={to} text={text} k={0} {0}")]
    public async Task A_key_that_the_settings_write_is_kept_under_no_name_but_what_is_filled_in_is(string type, string body)
    {
        const string Key = "tOpSeCrEt9";
        Provider.Answer(400, $"You said {Key} and {Key}/path0123456789");

        var result = await Gateway(null, ("Template:Url", $"{Provider.Url}/v1/accounts/{Key}path0123456789/sms?k={Key}"), ("Template:Body", body.Replace("{0}", Key, StringComparison.Ordinal)), ("Template:ContentType", type), ("Template:Headers:X-Thing", $"Key {Key}"))
            .SendAsync(new(Samples.Desk, Samples.Customer, "Hello", "ref-1"), default);

        var call = result.Exchanges.Should().ContainSingle().Subject;
        $"{call.Address} {call.Asked!.Text} {call.Answered!.Text}".Should().NotContain(Key).And.ContainAll("/v1/accounts/[removed]/sms?k=[removed]", "Hello", "reference", "ref-1", "recipients", "31612345678");
    }

    [Fact]
    public async Task A_form_and_an_address_are_filled_in_too()
    {
        Provider.Answer(200, "{}");

        await Gateway(null, ("Template:Url", Provider.Url + "/send?to={to}&ref={reference}"), ("Template:Body", "text={text}&from={from}&type={encoding}"), ("Template:ContentType", "application/x-www-form-urlencoded"), ("Template:Plus", "false"))
            .SendAsync(new(Samples.Desk, Samples.Customer, Nasty, "ref-1"), default);

        var request = Provider.Requests.Single();
        (request.Path, request.Headers["Content-Type"]).Should().Be(("/send?to=31612345678&ref=ref-1", "application/x-www-form-urlencoded; charset=utf-8"));
        FormPairs.Of(request.Body).Should().Equal(("text", Nasty), ("from", "31970102400"), ("type", "unicode"));
    }

    [Fact]
    public async Task XML_is_filled_in_too()
    {
        Provider.Answer(200, "{}");

        await Gateway(null, ("Template:Body", "<sms to=\"{to}\">{text}</sms>"), ("Template:ContentType", "text/xml")).SendAsync(new(Samples.Desk, Samples.Customer, Nasty, "ref-1"), default);

        XElement.Parse(Provider.Requests.Single().Body).Value.Should().Be(Nasty);
    }

    [Fact]
    public async Task A_text_may_go_by_GET()
    {
        Provider.Answer(200, "OK").HangUp();
        var gateway = Gateway(null, ("Template:Url", Provider.Url + "/send?to={to}&text={text}"), ("Template:Method", "GET"), ("Template:Body", ""));

        (await gateway.SendAsync(new(Samples.Desk, Samples.Customer, Nasty, "ref-1"), default)).Should().Be(new SendResult.Accepted(null));
        (await gateway.SendAsync(new(Samples.Desk, Samples.Customer, Nasty, "ref-1"), default)).Should().BeOfType<SendResult.Uncertain>();

        var request = Provider.Requests.First();
        FormPairs.Of(request.Path[(request.Path.IndexOf('?', StringComparison.Ordinal) + 1)..]).Should().Equal(("to", "+31612345678"), ("text", Nasty));
    }

    [Theory]
    [InlineData("""{"messages":[{"id":"a","status":"Queued"}]}""", "Accepted")]
    [InlineData("""{"messages":[{"id":"a","status":"blocked"}],"error":{"text":"no credit"}}""", "The provider: no credit")]
    [InlineData("""{"messages":[{"id":"a","status":"blocked"}]}""", "The provider: blocked")]
    [InlineData("""{"messages":[]}""", "Uncertain")]
    [InlineData("<html>", "Uncertain")]
    public async Task A_field_may_decide_within_a_200(string answer, string expected)
    {
        Provider.Answer(200, answer);

        var result = await Gateway(null, ("Template:Answer:Ok", "messages.0.status"), ("Template:Answer:OkValues", "queued, sent")).SendAsync(new(Samples.Desk, Samples.Customer, "x", "ref-1"), default);

        (result is SendResult.Refused refused ? refused.Reason : result.GetType().Name).Should().Be(expected);
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_providers_words()
    {
        Provider.Answer(422, """{"error":{"text":"wrong number"}}""");

        (await SendAsync()).Should().Be(new SendResult.Refused("The provider: wrong number"));
    }

    [Theory]
    [InlineData(422, """{"error":{"text":"Unsubscribed"}}""")]
    [InlineData(200, """{"messages":[{"id":"a","status":"opted-out"}]}""")]
    public async Task A_refusal_may_say_that_the_customer_has_opted_out(int status, string answer)
    {
        Provider.Answer(status, answer);

        var gateway = Gateway(null, ("Template:OptedOut", "unsubscribed, opted-out"), ("Template:Answer:Ok", "messages.0.status"), ("Template:Answer:OkValues", "queued"));

        (await gateway.SendAsync(new(Samples.Desk, Samples.Customer, "x", "ref-1"), default)).Should().BeOfType<SendResult.Refused>().Which.OptedOut.Should().BeTrue();
    }
}
