using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Bandwidth;
using SupportDesk.NumberOrders;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Markets;

public sealed class BandwidthOldNumbersTests : MarketCompliance
{
    protected override string Words => "Bandwidth";

    protected override NumberOffer Wanted => new() { Number = "+19105550101", Country = "US" };

    protected override NumberSearch Search => new("", "910");

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
    [
        ("Bandwidth:Version", "V1"), ("Bandwidth:ApiUrl", url + "/v1"), ("Bandwidth:AccountId", "u-x"), ("Bandwidth:User", "t-token"), ("Bandwidth:Password", "secret"), ("Bandwidth:ApplicationId", "a-1"),
        ("Bandwidth:WebhookUser", "hook"), ("Bandwidth:WebhookPassword", "w0rd"),
    ];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddBandwidth(configuration);

    [Fact]
    public async Task Five_numbers_of_an_area_code_are_asked_for_without_the_user_in_the_path()
    {
        Provider.Answer(200, """[{"number":"+19105550101","nationalNumber":"(910) 555-0101","patternMatch":"          ","city":"WILMINGTON","lata":"949","rateCenter":"WILMINGTON","state":"NC","price":"0.35"}]""");

        var page = Answered(await Market().SearchAsync(Search, default));

        var asked = Provider.Requests.Single();
        (asked.Method, asked.Path, asked.Headers["Authorization"]).Should().Be(("GET", "/v1/availableNumbers/local?areaCode=910&quantity=5", Calls.Basic("t-token", "secret").Value));
        page.Offers.Should().ContainSingle().Which.Should().BeEquivalentTo(new NumberOffer { Number = "+19105550101", Country = "US", Region = "Wilmington, NC", Price = new(0.35m) });
        page.HasMore.Should().BeFalse();
    }

    [Fact]
    public async Task More_are_the_next_five()
    {
        Provider.Answer(200, $"[{string.Join(',', Enumerable.Range(1, 7).Select(line => $$"""{"number":"+191055501{{line:00}}"}"""))}]");

        var page = Answered(await Market().SearchAsync(Search with { Page = 2 }, default));

        Provider.Requests.Single().Path.Should().EndWith("quantity=10");
        page.Offers.Select(offer => offer.Number).Should().Equal("+19105550106", "+19105550107");
        page.HasMore.Should().BeFalse();
    }

    [Fact]
    public async Task A_number_is_bought_for_the_application()
    {
        Provider.Script(context => RecordingProvider.AnswerAsync(context, 201, "", ("Location", "https://vendor.example/v1/users/u-x/phoneNumbers/n-1")));

        Answered(await BuyAsync()).IsOurs.Should().BeTrue();

        var asked = Provider.Requests.Single();
        (asked.Method, asked.Path, asked.Body).Should().Be(("POST", "/v1/users/u-x/phoneNumbers", """{"number":"\u002B19105550101","applicationId":"a-1"}"""));
    }

    [Fact]
    public async Task Too_much_at_once_can_be_tried_again()
    {
        Provider.Answer(403, """{"category":"limit","code":"message-rate-limit","message":"Slow down"}""");

        (await BuyAsync()).Should().Be(new MarketResult<Purchase>.TryLater("Bandwidth: Slow down"));
    }

    [Fact]
    public async Task A_refusal_is_told_in_words()
    {
        Provider.Answer(400, """{"category":"bad-request","code":"number-not-available","message":"The number is not available"}""");

        (await BuyAsync()).Should().Be(new MarketResult<Purchase>.Refused("Bandwidth: The number is not available"));
    }

    [Fact]
    public void Without_an_application_nothing_can_be_bought() => Market(more: ("Bandwidth:ApplicationId", "")).Traits.Missing.Should().Contain("BANDWIDTH_APPLICATION_ID");
}
