using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Kpn;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Markets;

public sealed class KpnNumbersTests : NexmoNumbersCompliance
{
    private const string Success = """{"error-code":"200","error-code-label":"success"}""";

    protected override string Words => "KPN";

    protected override string Base => "/communication/nexmo/phone-numbers";

    protected override string Credentials => "Bearer t1";

    protected override IEnumerable<(string Key, string Value)> Settings(string url) => [("Kpn:ApiUrl", url), ("Kpn:ClientId", "APP_KEY"), ("Kpn:ClientSecret", "s&cret")];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddKpn(configuration);

    internal override void Prepare(RecordingProvider provider) => GiveToken("t1");

    [Fact]
    public async Task Sends_and_numbers_share_one_token()
    {
        Provider.Answer(200, Success).Answer(200, """{"messages":[{"status":"0","message-id":"1"}]}""");
        var collection = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddKpn(new ConfigurationBuilder().AddInMemoryCollection(Settings(Provider.Url).ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build());
        await using var services = collection.BuildServiceProvider();

        await services.GetRequiredService<INumberMarket>().BuyAsync(Wanted, default);
        await services.GetRequiredService<ISmsGateway>().SendAsync(new(Samples.Desk, Samples.Customer, "x", "ref-1"), default);

        Provider.Requests.Select(request => request.Path).Should().Equal("/oauth/client_credential/accesstoken?grant_type=client_credentials", $"{Base}/number/buy", "/communication/nexmo/sms/send");
    }

    [Fact]
    public async Task A_purchase_whose_token_is_refused_is_repeated_once_with_a_new_one()
    {
        Provider.Answer(401, "{}");
        GiveToken("t2");
        Provider.Answer(200, Success);

        Answered(await BuyAsync()).IsOurs.Should().BeTrue();

        Provider.Requests.Where(IsPurchase).Select(request => request.Headers["Authorization"]).Should().Equal("Bearer t1", "Bearer t2");
    }

    [Fact]
    public async Task A_token_that_is_refused_twice_is_a_refusal()
    {
        Provider.Answer(401, "{}");
        GiveToken("t2");
        Provider.Answer(401, "{}");

        (await BuyAsync()).Should().Be(new MarketResult<Purchase>.Refused("KPN does not accept its own token (401)."));
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(503, false)]
    [InlineData(504, false)]
    public async Task Without_a_token_nothing_was_bought(int status, bool isRefused)
    {
        await using var other = await RecordingProvider.StartAsync();
        other.Answer(status, "");

        var result = await Market(other.Url).BuyAsync(Wanted, default);

        (result is MarketResult<Purchase>.Refused, result is MarketResult<Purchase>.TryLater).Should().Be((isRefused, !isRefused));
        other.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_test_application_registers_its_callback()
    {
        Provider.Answer(200, """{"message":"Your callback url is registered."}""");

        Answered(await Market().RegisterAsync("+31612345678", "https://desk.example.org/webhooks/kpn/inbound?token=w0rd", default)).Should().Be("KPN: Your callback url is registered.");

        var asked = Provider.Requests.Last();
        (asked.Method, asked.Path, asked.Body, asked.Headers["Authorization"]).Should().Be(("POST", "/communication/nexmo/sms/register", "to=31612345678&callback_url=https%3A%2F%2Fdesk.example.org%2Fwebhooks%2Fkpn%2Finbound%3Ftoken%3Dw0rd", "Bearer t1"));
    }

    [Fact]
    public async Task Why_it_does_not_register_is_told_in_KPNs_words()
    {
        Provider.Answer(403, """{"status":"403","name":"no","message":"Not a test application.","info":"see docs"}""");

        (await Market().RegisterAsync("+31612345678", "https://desk.example.org/x", default)).Should().Be(new MarketResult<string>.Refused("KPN: Not a test application. (see docs)"));
    }

    [Fact]
    public async Task An_offer_without_an_amount_has_no_price()
    {
        Provider.Answer(200, """{"count":1,"numbers":[{"country":"NL","msisdn":"31970102400"}]}""");

        Answered(await Market().SearchAsync(Search, default)).Offers.Single().Price.Should().BeNull();
    }

    private void GiveToken(string token) => Provider.Answer(200, $$"""{"access_token":"{{token}}","expires_in":"3599","issued_at":"1714979289000","token_type":"Bearer"}""");
}
