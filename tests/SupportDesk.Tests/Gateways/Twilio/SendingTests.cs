using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways;
using SupportDesk.Gateways.Twilio;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Twilio;

public sealed class SendingTests : GatewayCompliance
{
    private const string Account = "AC0123456789abcdef0123456789abcdef";
    private const string Created = """{"sid":"SM0123456789abcdef0123456789abcdef","date_created":"Mon, 06 May 2024 07:08:09 +0000","date_sent":null,"account_sid":"AC0123456789abcdef0123456789abcdef","body":"Hello","status":"queued","num_segments":"1","error_code":null,"error_message":null,"subresource_uris":{}}""";

    protected override string Words => "Twilio";

    protected override (int Status, string Json) Taken => (201, Created);

    protected override SendResult Accepted => new SendResult.Accepted("SM0123456789abcdef0123456789abcdef");

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
        [("Twilio:ApiUrl", url), ("Twilio:AccountSid", Account), ("Twilio:AuthToken", "token"), ("Twilio:ReportUrl", "https://desk.example.org/webhooks/twilio/status")];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddTwilio(configuration);

    [Fact]
    public async Task A_text_goes_out_with_plus_and_with_our_reference_in_the_address_of_its_reports()
    {
        Provider.Answer(201, Created);

        await SendAsync("Hello + & = 😀");

        var request = Provider.Requests.Single();
        (request.Method, request.Path).Should().Be(("POST", $"/2010-04-01/Accounts/{Account}/Messages.json"));
        request.Headers["Authorization"].Should().Be(Calls.Basic(Account, "token").Value);
        request.Body.Should().Contain("To=%2B31612345678");
        FormPairs.Of(request.Body).Should().Equal(
            ("To", "+31612345678"), ("From", "+31970102400"), ("Body", "Hello + & = 😀"), ("StatusCallback", "https://desk.example.org/webhooks/twilio/status?reference=ref-1#rc=3&rp=5xx,ct,rt"));
    }

    [Theory]
    [InlineData("Look")]
    [InlineData("")]
    public async Task Pictures_go_out_as_addresses_with_or_without_words(string words)
    {
        Provider.Answer(201, Created);

        await Gateway().SendAsync(new(Samples.Desk, Samples.Customer, words, "ref-1") { Media = ["https://desk.example.org/media/a", "https://desk.example.org/media/b"] }, default);

        var pairs = FormPairs.Of(Provider.Requests.Single().Body).ToList();
        pairs.Where(pair => pair.Name == "MediaUrl").Select(pair => pair.Value).Should().Equal("https://desk.example.org/media/a", "https://desk.example.org/media/b");
        pairs.Where(pair => pair.Name == "Body").Select(pair => pair.Value).Should().Equal(words.Length > 0 ? [words] : []);
    }

    [Fact]
    public async Task An_API_key_may_send_in_place_of_the_token()
    {
        Provider.Answer(201, Created);

        await Gateway(null, ("Twilio:ApiKeySid", "SK1"), ("Twilio:ApiKeySecret", "s:1")).SendAsync(new(Samples.Desk, Samples.Customer, "x", "ref-1"), default);

        Provider.Requests.Single().Headers["Authorization"].Should().Be(Calls.Basic("SK1", "s:1").Value);
    }

    [Theory]
    [InlineData(400, "21610", "Attempt to send to unsubscribed recipient", "Twilio: The customer has opted out. (21610)")]
    [InlineData(401, "20003", "Authenticate", "Twilio: The account or its token is not accepted. (20003)")]
    [InlineData(400, "21617", "x", "Twilio: The text is too long. (21617)")]
    [InlineData(400, "29999", "Something new", "Twilio: Something new (29999)")]
    public async Task A_refusal_is_told_in_words(int status, string code, string message, string words)
    {
        Provider.Answer(status, $$"""{"code":{{code}},"message":"{{message}}","more_info":"https://www.twilio.com/docs/errors/{{code}}","status":{{status}}}""");

        (await SendAsync()).Should().Be(new SendResult.Refused(words) { OptedOut = code == "21610" });
    }

    [Fact]
    public async Task A_full_queue_is_tried_later()
    {
        Provider.Answer(400, """{"code":21611,"message":"queue full","status":400}""");

        (await SendAsync()).Should().BeOfType<SendResult.TryLater>();
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    public async Task A_text_that_was_taken_is_taken_even_when_the_answer_cannot_be_read(string answer)
    {
        Provider.Answer(201, answer);

        (await SendAsync()).Should().Be(new SendResult.Accepted(null));
    }
}
