using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways;
using SupportDesk.Gateways.Vonage;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Vonage;

public sealed class SendingTests : GatewayCompliance
{
    private const string OnePart = """{"message-count":"1","messages":[{"to":"447700900001","message-id":"0C000000217B7F02","status":"0","remaining-balance":"15.53590000","message-price":"0.03330000","network":"23410","client-ref":"T-42"}]}""";

    protected override string Words => "Vonage";

    protected override (int Status, string Json) Taken => (200, OnePart);

    protected override SendResult Accepted => new SendResult.Accepted("0C000000217B7F02") { Parts = 1 };

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
        [("Vonage:ApiUrl", url), ("Vonage:ApiKey", "ab12cd34"), ("Vonage:ApiSecret", "s3cr3t"), ("Vonage:ReportUrl", "https://desk.example.org/webhooks/vonage/status")];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddVonage(configuration);

    [Fact]
    public async Task A_text_goes_out_as_a_form_without_plus_and_with_our_reference()
    {
        Provider.Answer(200, OnePart);

        await SendAsync("Ticket #42 & more = + received");

        var request = Provider.Requests.Single();
        (request.Method, request.Path, request.Headers["Authorization"]).Should().Be(("POST", "/sms/json", "Basic YWIxMmNkMzQ6czNjcjN0"));
        request.Headers["Content-Type"].Should().StartWith("application/x-www-form-urlencoded");
        Sent().Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["from"] = "31970102400",
            ["to"] = "31612345678",
            ["text"] = "Ticket #42 & more = + received",
            ["client-ref"] = "ref-1",
            ["status-report-req"] = "1",
            ["callback"] = "https://desk.example.org/webhooks/vonage/status",
        });
    }

    [Theory]
    [InlineData("Dziękuję 😀", "unicode")]
    [InlineData("na\u00efve \u201cquotes\u201d", "unicode")]
    [InlineData("€5 {ok}", null)]
    public async Task What_GSM_lacks_is_announced_because_Vonage_would_mangle_it(string text, string? type)
    {
        Provider.Answer(200, OnePart);

        await SendAsync(text);

        (Sent().GetValueOrDefault("type"), Sent()["text"]).Should().Be((type, text));
    }

    [Fact]
    public async Task Key_and_secret_may_stand_in_the_body()
    {
        Provider.Answer(200, OnePart);

        await Gateway(null, ("Vonage:Auth", "Body")).SendAsync(new(Samples.Desk, Samples.Customer, "x", "ref-1"), default);

        (Sent()["api_key"], Sent()["api_secret"]).Should().Be(("ab12cd34", "s3cr3t"));
        Provider.Requests.Single().Headers.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task A_signed_send_carries_the_signature_and_never_the_secret()
    {
        Provider.Answer(200, OnePart);

        await Gateway(null, ("Vonage:Auth", "Signature"), ("Vonage:SignatureSecret", "sig-secret"), ("Vonage:SignatureMethod", "Sha256")).SendAsync(new(Samples.Desk, Samples.Customer, "a & b = c €", "ref-1"), default);

        var sent = Sent();
        sent.Should().NotContainKey("api_secret");
        Provider.Requests.Single().Headers.Should().NotContainKey("Authorization");
        sent["timestamp"].Should().Be($"{Time.GetUtcNow().ToUnixTimeSeconds()}");
        var text = string.Concat(sent.Where(pair => pair.Key != "sig").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"&{pair.Key}={pair.Value.Replace('&', '_').Replace('=', '_')}"));
        sent["sig"].Should().BeEquivalentTo(Convert.ToHexString(HMACSHA256.HashData("sig-secret"u8, Encoding.UTF8.GetBytes(text))));
    }

    [Theory]
    [InlineData(VonageSignatureMethod.Md5Hash, "499219c05b1df6be6b5a76c766afcbf0")]
    [InlineData(VonageSignatureMethod.Sha256, "eef794d77e72fce6a24aec6dbae0e81fb644e1fdfdfe3fcbc05c3f0723e67789")]
    public void The_signature_of_a_send_is_the_vendors(VonageSignatureMethod method, string expected) =>
        VonageSignature.Of([("api_key", "ab12cd34"), ("from", "SupportDesk"), ("to", "447700900001"), ("text", "Ticket #42 received"), ("timestamp", "1714979300")], "sdeskVonageSigSecret42", method)
            .Should().Be(expected);

    [Theory]
    [InlineData("2", "Missing to param", "Vonage: a parameter is missing (Missing to param)")]
    [InlineData("9", null, "Vonage: not enough credit")]
    [InlineData("14", "Invalid Signature", "Vonage: the signature is not accepted (Invalid Signature)")]
    [InlineData("29", "Non White-listed Destination - rejected", "Vonage: a trial account may send to listed numbers only (Non White-listed Destination - rejected)")]
    [InlineData("99", "Something new", "Vonage: Something new")]
    [InlineData("99", null, "Vonage: status 99")]
    public async Task A_refusal_hides_in_a_200(string status, string? words, string reason)
    {
        Provider.Answer(200, words is null ? $$"""{"messages":[{"status":"{{status}}"}]}""" : $$"""{"message-count":"1","messages":[{"status":"{{status}}","error-text":"{{words}}"}]}""");

        (await SendAsync()).Should().Be(new SendResult.Refused(reason));
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("1")]
    [InlineData("\"5\"")]
    [InlineData("\"10\"")]
    [InlineData("\"13\"")]
    public async Task Busy_hides_in_a_200_too(string status)
    {
        Provider.Answer(200, $$"""{"message-count":1,"messages":[{"status":{{status}},"error-text":"Throughput"}]}""");

        (await SendAsync()).Should().BeOfType<SendResult.TryLater>().Subject.Reason.Should().StartWith("Vonage: ").And.Contain("Throughput");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("9")]
    public async Task When_some_parts_were_taken_the_text_is_never_sent_again_by_itself(string status)
    {
        Provider.Answer(200, $$"""{"message-count":"2","messages":[{"message-id":"a","status":"0"},{"status":"{{status}}"}]}""");

        (await SendAsync()).Should().BeOfType<SendResult.Refused>().Subject.Reason.Should().StartWith("Vonage took 1 of 2 parts: ");
    }

    [Fact]
    public async Task All_parts_of_a_long_text_are_counted()
    {
        Provider.Answer(200, """{"message-count":"3","messages":[{"message-id":"a","status":"0"},{"message-id":"b","status":"0"},{"message-id":"c","status":"0"}]}""");

        (await SendAsync(new string('x', 400))).Should().Be(new SendResult.Accepted("a") { Parts = 3 });
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"message-count":"0","messages":[]}""")]
    [InlineData("""{"message-count":"1","messages":[{}]}""")]
    [InlineData("""{"message-count":"1","messages":[null]}""")]
    [InlineData("""{"message-count":"1","messages":"none"}""")]
    public async Task A_200_that_says_nothing_is_not_taken_for_a_yes(string answer)
    {
        Provider.Answer(200, answer);

        (await SendAsync()).Should().BeOfType<SendResult.Uncertain>();
    }

    [Fact]
    public async Task A_200_that_breaks_off_is_not_taken_for_a_yes()
    {
        Provider.Answer(200, "{\"messages\":[{\"status\":\"0\",\"message-id\":\"" + new string('x', 1_000_000) + "\"}]}");

        (await SendAsync()).Should().BeOfType<SendResult.Uncertain>();
    }

    private Dictionary<string, string> Sent() => FormPairs.Of(Provider.Requests.Last().Body).ToDictionary(pair => pair.Name, pair => pair.Value!);
}
