using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Bandwidth;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Bandwidth;

public sealed class SendingTests : GatewayCompliance
{
    private const string Created = """{"id":"1714979289abcdef","owner":"+19195550100","applicationId":"93de2206","time":"2024-05-06T07:08:09.000Z","segmentCount":1,"direction":"out","to":["+13865550100"],"from":"+19195550100","text":"Hi","tag":"T-42"}""";

    protected override string Words => "Bandwidth";

    protected override (int Status, string Json) Taken => (202, Created);

    protected override SendResult Accepted => new SendResult.Accepted("1714979289abcdef");

    protected override IEnumerable<(string Key, string Value)> Settings(string url) => V2(url);

    internal static IEnumerable<(string Key, string Value)> V2(string url) =>
    [
        ("Bandwidth:ApiUrl", url), ("Bandwidth:AccountId", "5500123"), ("Bandwidth:User", "user"), ("Bandwidth:Password", "pässword"), ("Bandwidth:ApplicationId", "app-1"),
        ("Bandwidth:WebhookUser", "bwhook"), ("Bandwidth:WebhookPassword", "s3cr3t:with:colon"), ("Bandwidth:ReportUrl", "https://desk.example.org/webhooks/bandwidth/status"),
    ];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddBandwidth(configuration);

    [Fact]
    public async Task A_text_goes_out_with_plus_and_with_our_reference_as_its_tag()
    {
        Provider.Answer(202, Created);

        await SendAsync("Hi 😀");

        var request = Provider.Requests.Single();
        (request.Method, request.Path, request.Headers["Authorization"]).Should().Be(("POST", "/users/5500123/messages", Calls.Basic("user", "pässword").Value));
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse("""{"from":"+31970102400","to":["+31612345678"],"text":"Hi 😀","applicationId":"app-1","tag":"ref-1"}""")).Should().BeTrue(request.Body);
    }

    [Theory]
    [InlineData("Look", "\"text\":\"Look\",")]
    [InlineData("", "")]
    public async Task Pictures_go_out_as_addresses_with_or_without_words(string words, string field)
    {
        Provider.Answer(202, Created);

        await Gateway().SendAsync(new(Samples.Desk, Samples.Customer, words, "ref-1") { Media = ["https://desk.example.org/media/a", "https://desk.example.org/media/b"] }, default);

        var body = Provider.Requests.Single().Body;
        JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse($$"""
            {"from":"+31970102400","to":["+31612345678"],{{field}}"applicationId":"app-1","tag":"ref-1","media":["https://desk.example.org/media/a","https://desk.example.org/media/b"]}
            """)).Should().BeTrue(body);
    }

    [Theory]
    [InlineData("""{"type":"request-validation","description":"Your request could not be accepted","fieldErrors":[{"fieldName":"from","description":"'+1invalid' must be replaced"}]}""", "Bandwidth: Your request could not be accepted ('+1invalid' must be replaced)")]
    [InlineData("""{"type":"unauthorized","description":"Authentication Failed"}""", "Bandwidth: Authentication Failed")]
    public async Task A_refusal_is_told_in_Bandwidths_words(string answer, string words)
    {
        Provider.Answer(400, answer);

        (await SendAsync()).Should().Be(new SendResult.Refused(words));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task A_text_that_was_taken_is_taken_even_when_the_answer_cannot_be_read(string answer)
    {
        Provider.Answer(202, answer);

        (await SendAsync()).Should().Be(new SendResult.Accepted(null));
    }
}

public sealed class OldSendingTests : GatewayCompliance
{
    protected override string Words => "Bandwidth";

    protected override (int Status, string Json) Taken => (201, "");

    protected override SendResult Accepted => new SendResult.Accepted(null);

    protected override IEnumerable<(string Key, string Value)> Settings(string url) => [.. SendingTests.V2(url), ("Bandwidth:Version", "V1"), ("Bandwidth:AccountId", "u-x")];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddBandwidth(configuration);

    [Fact]
    public async Task V1_takes_one_recipient_is_asked_for_receipts_and_told_the_webhooks_password()
    {
        Provider.Answer(201, "", ("Location", Provider.Url + "/users/u-x/messages/m-abc123"));

        (await SendAsync("Hi")).Should().Be(new SendResult.Accepted("m-abc123"));

        var request = Provider.Requests.Single();
        request.Path.Should().Be("/users/u-x/messages");
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse("""
            {"from":"+31970102400","to":"+31612345678","text":"Hi","tag":"ref-1","receiptRequested":"all","callbackUrl":"https://bwhook:s3cr3t%3Awith%3Acolon@desk.example.org/webhooks/bandwidth/status"}
            """)).Should().BeTrue(request.Body);
    }

    [Fact]
    public async Task Pictures_go_out_as_addresses()
    {
        Provider.Answer(201, "");

        await Gateway().SendAsync(new(Samples.Desk, Samples.Customer, "Look", "ref-1") { Media = ["https://desk.example.org/media/a"] }, default);

        JsonNode.Parse(Provider.Requests.Single().Body)!["media"]!.ToJsonString().Should().Be("""["https://desk.example.org/media/a"]""");
    }

    [Fact]
    public async Task A_password_is_never_sent_to_an_address_without_TLS()
    {
        Provider.Answer(201, "");

        await Gateway(null, ("Bandwidth:ReportUrl", "http://desk.example.org/status")).SendAsync(new(Samples.Desk, Samples.Customer, "x", "ref-1"), default);

        Provider.Requests.Single().Body.Should().Contain("http://desk.example.org/status").And.NotContain("bwhook");
    }

    [Fact]
    public async Task Too_much_at_once_is_a_403_that_is_tried_later()
    {
        Provider.Answer(403, """{"category":"limit","code":"message-rate-limit","message":"The message rate limit has been exceeded"}""");

        (await SendAsync()).Should().BeOfType<SendResult.TryLater>();
    }

    [Fact]
    public async Task A_refusal_is_told_in_Bandwidths_words()
    {
        Provider.Answer(400, """{"category":"bad-request","code":"blank-property","message":"The 'from' property is blank"}""");

        (await SendAsync()).Should().Be(new SendResult.Refused("Bandwidth: The 'from' property is blank"));
    }
}
