using System.Text;
using System.Text.Json;
using SupportDesk.Exchanges;

namespace SupportDesk.Tests.Exchanges;

public sealed class RedactionTests
{
    private readonly Redaction redaction = new([]);

    [Theory]
    [InlineData("api_key=abcdef&to=31612345678&text=Hi", "api_key=[removed]&to=31612345678&text=Hi")]
    [InlineData("to=1&Api-Secret=a%20b&sig=0f", "to=1&Api-Secret=[removed]&sig=[removed]")]
    [InlineData("auth[token]=x&a=1", "auth[token]=[removed]&a=1")]
    [InlineData("%61pi_key=x&a=1", "%61pi_key=[removed]&a=1")]
    [InlineData("callback=https%3A%2F%2Fdesk%2Fstatus%3Ftoken%3Dw0rd", "callback=https%3A%2F%2Fdesk%2Fstatus%3Ftoken%3D[removed]")]
    [InlineData("payload={\"password\":\"x\",\"a\":1}", "payload=%7B%22password%22%3A%22[removed]%22%2C%22a%22%3A1%7D")]
    [InlineData("text=Hello+there%21&keyword=HELLO", "text=Hello+there%21&keyword=HELLO")]
    [InlineData("password=two words and more", "password=[removed]")]
    [InlineData("MediaUrl=https%3A%2F%2Fdesk.example.org%2Fmedia%2FCfDJ8Ab-_9&MediaUrl=https%3A%2F%2Fdesk.example.org%2Fmedia%2FCfDJ8x&Body=Hi", "MediaUrl=https%3A%2F%2Fdesk.example.org%2Fmedia%2F[removed]&MediaUrl=https%3A%2F%2Fdesk.example.org%2Fmedia%2F[removed]&Body=Hi")]
    [InlineData("x=a%252Fmedia%252FCfDJ8Ab-_9", "x=a%252Fmedia%252F[removed]")]
    public void A_form_keeps_all_but_its_secrets(string body, string kept) => Body("application/x-www-form-urlencoded", body).Should().Be(kept);

    [Theory]
    [InlineData("""{ "api_key" : "x", "to":"31612345678" }""", """{ "api_key" : "[removed]", "to":"31612345678" }""")]
    [InlineData("""{"a":[{"b":{"accessToken":{"deep":["x"]}}}],"n":1.50}""", """{"a":[{"b":{"accessToken":"[removed]"}}],"n":1.50}""")]
    [InlineData("""{"\u0061pi_key":12345,"ok":true}""", """{"\u0061pi_key":"[removed]","ok":true}""")]
    [InlineData("""{"url":"https://u:p@host/x?token=abc&y=1"}""", """{"url":"https://[removed]@host/x?token=[removed]&y=1"}""")]
    [InlineData("""{"media":["https://desk.example.org/media/CfDJ8Ab-_9","https:\/\/desk\/media\/CfDJ8"]}""", """{"media":["https://desk.example.org/media/[removed]","https://desk/media/[removed]"]}""")]
    [InlineData("""{"inner":"{\"secret\":\"x\"}"}""", """{"inner":"{\"secret\":\"[removed]\"}"}""")]
    [InlineData("""{"text":"half \ud83d of one","password":"x"}""", """{"text":"half \ud83d of one","password":"[removed]"}""")]
    [InlineData("""{"https://u:p@h/" : 1, "b":2}""", """{"https://[removed]@h/": 1, "b":2}""")]
    [InlineData("""{"password":null,"token":false}""", """{"password":null,"token":false}""")]
    [InlineData("""{"password":"x","password":"y"}""", """{"password":"[removed]","password":"[removed]"}""")]
    public void JSON_keeps_all_but_its_secrets_at_any_depth(string body, string kept) => Body("application/json", body).Should().Be(kept);

    [Theory]
    [InlineData("""{"a":1,"password":"hunter22","b":{"c""")]
    [InlineData("""{"a":1,"password":"hunter22""")]
    [InlineData("<send><password>hunter22</password><to>1</to></send>")]
    [InlineData("<send><password><![CDATA[hunter22]]></password></send>")]
    [InlineData("<send password=\"hunter22\" to='1'/>")]
    [InlineData("to: 1\nPassword: hunter22\ntext: Hi")]
    [InlineData("Authorization: Basic hunter22")]
    [InlineData("a=1;password=hunter22")]
    [InlineData("You sent Basic dXNlcjpodW50ZXIyMg== to us")]
    public void What_is_broken_or_something_else_keeps_no_secret_either(string body) =>
        Body(null, body).Should().NotContain("hunter22").And.NotContain("dXNlcjpodW50ZXIyMg").And.Contain(Redaction.Mark);

    [Theory]
    [InlineData("https://user:p%40ss@api.example.org/sms?to=1", "https://[removed]@api.example.org/sms?to=1")]
    [InlineData("https://desk.example.org/webhooks/kpn/status?TOKEN=abc&id=1", "https://desk.example.org/webhooks/kpn/status?TOKEN=[removed]&id=1")]
    [InlineData("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json", "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json")]
    public void An_address_keeps_all_but_its_secrets(string address, string kept) => redaction.Address(address).Should().Be(kept);

    [Theory]
    [InlineData("Hello, is my order #12 there yet? It cost 5 = five & more.")]
    [InlineData("أهلا وسهلا 😀 basic questions: 12:30 ok")]
    public void What_a_customer_writes_stays_as_it_is(string text)
    {
        Body("application/json", JsonSerializer.Serialize(new { text })).Should().Be(JsonSerializer.Serialize(new { text }));
        Body("application/x-www-form-urlencoded", $"text={Uri.EscapeDataString(text)}").Should().Be($"text={Uri.EscapeDataString(text)}");
    }

    [Fact]
    public void A_long_body_is_cut_and_says_by_how_much()
    {
        var body = redaction.Body("text/plain", Encoding.UTF8.GetBytes(new string('x', 4095) + "😀" + new string('y', 100)))!;

        (body.Text.Length, body.LeftOut).Should().Be((4095, 102));
    }

    [Fact]
    public void A_secret_at_the_cut_is_gone_before_it_is_cut()
    {
        var body = redaction.Body("application/json", Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 4060)}}","password":"hunter22hunter22hunter22hunter22"}"""))!;

        body.Text.Should().NotContain("hun");
    }

    [Fact]
    public void Bytes_that_are_no_text_can_be_told_apart()
    {
        redaction.Body(null, [.. "caf"u8, 0xE9, 0xFF, .. " ok \0"u8])!.Text.Should().Be("caf\\xE9\\xFF ok \0");
    }

    [Fact]
    public void Large_nasty_bodies_are_read_in_time_that_grows_with_their_length()
    {
        foreach (var nasty in new[] { "a", "a=", "\"a\":\"", "<a ", "//", "Basic ", "eyJ.", "a:", "%25", "[", "{\"a\":", "\\\"", "<![CDATA[", " :" })
            redaction.Body(null, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(nasty, 200_000 / nasty.Length)))).Should().NotBeNull();
    }

    private string Body(string? type, string body) => redaction.Body(type, Encoding.UTF8.GetBytes(body))!.Text;
}
