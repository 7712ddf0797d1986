using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways;
using SupportDesk.Gateways.Kpn;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Kpn;

public sealed class SendingTests : GatewayCompliance
{
    private const string Sent = """{"message-count":"1","messages":[{"to":"31612345678","message-id":"13000000A1B2C3D4","status":"0","remaining-balance":"9.99","message-price":"0.07","network":"20408"}]}""";

    protected override string Words => "KPN";

    protected override (int Status, string Json) Taken => (200, Sent);

    protected override SendResult Accepted => new SendResult.Accepted("13000000A1B2C3D4") { Parts = 1 };

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
        [("Kpn:ApiUrl", url), ("Kpn:ClientId", "APP_KEY"), ("Kpn:ClientSecret", "s&cret"), ("Kpn:ReportUrl", "https://desk.example.org/webhooks/kpn/status"), ("Kpn:WebhookToken", "w0rd")];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddKpn(configuration);

    internal override void Prepare(RecordingProvider provider) => GiveToken("t1");

    [Fact]
    public async Task A_text_goes_out_with_a_token_that_was_asked_for()
    {
        Provider.Answer(200, Sent);

        await SendAsync("Dziękuję");

        var (token, send) = (Provider.Requests.First(), Provider.Requests.Last());
        (token.Method, token.Path).Should().Be(("POST", "/oauth/client_credential/accesstoken?grant_type=client_credentials"));
        FormPairs.Of(token.Body).Should().Equal(("client_id", "APP_KEY"), ("client_secret", "s&cret"));
        (send.Method, send.Path, send.Headers["Authorization"], send.Headers["inbound"]).Should().Be(("POST", "/communication/nexmo/sms/send", "Bearer t1", "yes"));
        FormPairs.Of(send.Body).Should().BeEquivalentTo(new[]
        {
            ("from", "31970102400"), ("to", "31612345678"), ("text", "Dziękuję"), ("client-ref", "ref-1"), ("status-report-req", "1"), ("type", "unicode"),
            ("callback", "https://desk.example.org/webhooks/kpn/status?token=w0rd"),
        });
    }

    [Fact]
    public async Task Many_sends_at_once_ask_for_one_token()
    {
        var asked = new TaskCompletionSource();
        for (var number = 0; number < 20; number++)
            Provider.Script(async context =>
            {
                await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
                await RecordingProvider.AnswerAsync(context, 200, Sent);
            });
        var gateway = Gateway();

        var sends = Enumerable.Range(0, 20).Select(_ => gateway.SendAsync(new(Samples.Desk, Samples.Customer, "x", "ref-1"), default)).ToList();
        asked.SetResult();

        (await Task.WhenAll(sends)).Should().OnlyContain(result => result is SendResult.Accepted);
        TokensAskedFor().Should().Be(1);
    }

    [Fact]
    public async Task A_token_is_kept_until_a_minute_before_it_ends()
    {
        Provider.Answer(200, Sent).Answer(200, Sent);
        await SendAsync();
        Time.Advance(TimeSpan.FromSeconds(3599 - 61));
        await SendAsync();
        TokensAskedFor().Should().Be(1);

        Time.Advance(TimeSpan.FromSeconds(1));
        GiveToken("t2");
        Provider.Answer(200, Sent);
        await SendAsync();

        TokensAskedFor().Should().Be(2);
        Provider.Requests.Last().Headers["Authorization"].Should().Be("Bearer t2");
    }

    [Fact]
    public async Task A_refused_token_is_asked_for_once_more_and_the_send_repeated_once()
    {
        Provider.Answer(401, "{}");
        GiveToken("t2");
        Provider.Answer(200, Sent);

        (await SendAsync()).Should().Be(Accepted);

        Provider.Requests.Where(request => request.Path.EndsWith("/send", StringComparison.Ordinal)).Select(request => request.Headers["Authorization"]).Should().Equal("Bearer t1", "Bearer t2");
    }

    [Fact]
    public async Task Many_sends_with_a_refused_token_ask_for_one_new_one()
    {
        Provider.Answer(200, Sent);
        await SendAsync();
        await Provider.DisposeAsync();
        var given = 1;
        await using var other = await RecordingProvider.StartAsync((context, request) => request.Path.StartsWith("/oauth", StringComparison.Ordinal)
            ? RecordingProvider.AnswerAsync(context, 200, Token($"t{Interlocked.Increment(ref given)}"))
            : request.Headers["Authorization"] == "Bearer t2" ? RecordingProvider.AnswerAsync(context, 401, "{}") : RecordingProvider.AnswerAsync(context, 200, Sent));
        using var services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddKpn(new ConfigurationBuilder().AddInMemoryCollection(Settings(other.Url).ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build()).BuildServiceProvider();
        var gateway = services.GetRequiredService<ISmsGateway>();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.SendAsync(new(Samples.Desk, Samples.Customer, "x", "ref-1"), default)));

        results.Should().OnlyContain(result => result is SendResult.Accepted);
        given.Should().Be(3);
    }

    [Fact]
    public async Task A_token_that_is_refused_twice_is_a_refusal()
    {
        Provider.Answer(401, "{}");
        GiveToken("t2");
        Provider.Answer(401, "{}");

        (await SendAsync()).Should().BeOfType<SendResult.Refused>();
        Provider.Requests.Should().HaveCount(4);
    }

    [Theory]
    [InlineData(400, "{\"error\":\"invalid_client\"}", true)]
    [InlineData(401, "", true)]
    [InlineData(302, "", true)]
    [InlineData(500, "", false)]
    [InlineData(504, "", false)]
    [InlineData(429, "", false)]
    [InlineData(200, "{}", false)]
    [InlineData(200, "<html>", false)]
    public async Task Without_a_token_nothing_was_sent(int status, string answer, bool isRefused)
    {
        await using var other = await RecordingProvider.StartAsync();
        other.Answer(status, answer);

        var result = await SendAsync(url: other.Url);

        (result is SendResult.Refused, result is SendResult.TryLater).Should().Be((isRefused, !isRefused));
        other.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_token_that_breaks_off_is_certainly_no_text()
    {
        await using var other = await RecordingProvider.StartAsync();
        other.HangUp();

        (await SendAsync(url: other.Url)).Should().Be(new SendResult.TryLater("KPN could not be reached."));
    }

    [Fact]
    public async Task A_token_without_a_readable_lifetime_is_used_once()
    {
        await using var other = await RecordingProvider.StartAsync();
        other.Answer(200, """{"access_token":"a","expires_in":"soon"}""").Answer(200, Sent).Answer(200, """{"access_token":"b"}""").Answer(200, Sent);

        await SendAsync(url: other.Url);
        await SendAsync(url: other.Url);

        other.Requests.Last().Headers["Authorization"].Should().Be("Bearer b");
    }

    [Theory]
    [InlineData("""{"transactionId":"x","status":"400","name":"Bad Request","message":"The to parameter is wrong","info":"see docs"}""", "KPN: The to parameter is wrong (see docs)")]
    [InlineData("""{"name":"Bad Request"}""", "KPN: Bad Request")]
    public async Task A_refusal_is_told_in_KPNs_words(string answer, string words)
    {
        Provider.Answer(400, answer);

        (await SendAsync()).Should().Be(new SendResult.Refused(words));
    }

    [Fact]
    public async Task A_refusal_hides_in_a_200_and_the_count_may_be_a_number()
    {
        Provider.Answer(200, """{"message-count":1,"messages":[{"status":"9","error-text":"Partner quota exceeded"}]}""");

        (await SendAsync()).Should().Be(new SendResult.Refused("KPN: not enough credit (Partner quota exceeded)"));
    }

    private void GiveToken(string token) => Provider.Answer(200, Token(token));

    private static string Token(string token) =>
        $$"""{"refresh_token_expires_in":"0","api_product_list":"[sms]","api_product_list_json":["sms"],"token_type":"Bearer","issued_at":"1714979289000","client_id":"APP_KEY","access_token":"{{token}}","scope":"","expires_in":"3599","refresh_count":"0","status":"approved"}""";

    private int TokensAskedFor() => Provider.Requests.Count(request => request.Path.StartsWith("/oauth", StringComparison.Ordinal));
}
