using SupportDesk.NumberOrders;

namespace SupportDesk.Tests.Gateways.Markets;

/// <summary>What Vonage and KPN have in common: Nexmo's numbers API.</summary>
public abstract class NexmoNumbersCompliance : MarketCompliance
{
    private const string Success = """{"error-code":"200","error-code-label":"success"}""";
    private const string Own = """{"count":1,"numbers":[{"country":"NL","msisdn":"31970102400","moHttpUrl":"","type":"mobile-lvn","features":["SMS"]}]}""";

    protected abstract string Base { get; }

    protected abstract string Credentials { get; }

    protected override NumberOffer Wanted => new() { Number = "+31970102400", Country = "NL", Price = new(1.25m) };

    protected override NumberSearch Search => new("NL", "316");

    [Fact]
    public async Task A_search_says_country_features_sort_and_digits()
    {
        Provider.Answer(200, """{"count":11,"numbers":[{"country":"NL","msisdn":"31970102400","type":"mobile-lvn","cost":"1.25","features":["SMS"]}]}""");

        var page = Answered(await Market().SearchAsync(new("NL", "316") { Kind = NumberKind.Mobile }, default));

        var asked = Provider.Requests.Last();
        (asked.Method, asked.Path, asked.Headers["Authorization"]).Should().Be(("GET", $"{Base}/number/search?country=NL&features=SMS&type=mobile-lvn&pattern=316&search_pattern=0&size=10&index=1", Credentials));
        page.HasMore.Should().BeTrue();
        page.Offers.Should().ContainSingle().Which.Should().BeEquivalentTo(new NumberOffer { Number = "+31970102400", Country = "NL", Features = NumberFeatures.Sms, Kind = NumberKind.Mobile, Price = new(1.25m) });
    }

    [Theory]
    [InlineData(NumberFeatures.Voice, "SMS%2CVOICE")]
    [InlineData(NumberFeatures.Mms, "SMS%2CMMS")]
    [InlineData(NumberFeatures.Mms | NumberFeatures.Voice, "SMS%2CMMS%2CVOICE")]
    public async Task Further_features_are_asked_for(NumberFeatures features, string written)
    {
        Provider.Answer(200, "{}");

        Answered(await Market().SearchAsync(new("NL", "") { Features = features }, default)).Offers.Should().BeEmpty();

        Provider.Requests.Last().Path.Should().Be($"{Base}/number/search?country=NL&features={written}&size=10&index=1");
    }

    [Fact]
    public async Task One_number_can_be_asked_for_again()
    {
        Provider.Answer(200, """{"count":1,"numbers":[{"country":"NL","msisdn":"31970102400","cost":"1.50"}]}""").Answer(200, "{}");

        Answered(await Market().OfferAsync(Wanted, default))!.Price.Should().Be(new NumberPrice(1.5m));
        Answered(await Market().OfferAsync(Wanted, default)).Should().BeNull();
    }

    [Fact]
    public async Task A_number_is_bought_by_country_and_number()
    {
        Provider.Answer(200, Success);

        Answered(await BuyAsync()).Should().Be(new Purchase(IsOurs: true));

        var asked = Provider.Requests.Last();
        (asked.Method, asked.Path, asked.Body, asked.Headers["Authorization"]).Should().Be(("POST", $"{Base}/number/buy", "country=NL&msisdn=31970102400", Credentials));
    }

    [Theory]
    [InlineData(200, """{"error-code":"420","error-code-label":"method failed"}""", "method failed")]
    [InlineData(420, """{"error-code":"420","error-code-label":"Numbers from this country can be requested from the Dashboard"}""", "Numbers from this country")]
    public async Task A_refusal_is_told_in_words_even_inside_a_200(int status, string answer, string words)
    {
        Provider.Answer(status, answer);

        (await BuyAsync()).Should().BeOfType<MarketResult<Purchase>.Refused>().Which.Reason.Should().StartWith(Words + ": " + words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<html>")]
    public async Task A_200_that_says_nothing_leaves_it_open(string answer)
    {
        Provider.Answer(200, answer);

        (await BuyAsync()).Should().BeOfType<MarketResult<Purchase>.Uncertain>();
    }

    [Theory]
    [InlineData(Own, NumberStanding.Ours)]
    [InlineData("""{"count":1,"numbers":[{"country":"NL","msisdn":"319701024001"}]}""", NumberStanding.NotListed)]
    [InlineData("{}", NumberStanding.NotListed)]
    public async Task Whether_a_number_is_ours_can_be_asked(string answer, NumberStanding standing)
    {
        Provider.Answer(200, answer);

        Answered(await Market().StandingAsync(Wanted.Number, null, default)).State.Should().Be(standing);
        Provider.Requests.Last().Path.Should().Be($"{Base}/account/numbers?pattern=31970102400&search_pattern=0&size=10&index=1");
    }

    [Fact]
    public async Task Its_webhook_is_set_with_the_country_that_the_list_of_our_numbers_knows()
    {
        Provider.Answer(200, Own).Answer(200, Success);

        Answered(await Market().ConnectAsync(Wanted.Number, "https://desk.example.org/webhooks/x/inbound?token=w0rd", default)).Should().Contain("took the address");

        var asked = Provider.Requests.Last();
        (asked.Method, asked.Path, asked.Body).Should().Be(("POST", $"{Base}/number/update", "country=NL&msisdn=31970102400&moHttpUrl=https%3A%2F%2Fdesk.example.org%2Fwebhooks%2Fx%2Finbound%3Ftoken%3Dw0rd"));
    }

    [Fact]
    public async Task The_webhook_of_a_number_that_is_not_ours_is_not_set()
    {
        Provider.Answer(200, "{}");

        (await Market().ConnectAsync(Wanted.Number, "https://desk.example.org/x", default)).Should().Be(new MarketResult<string>.Refused($"{Words} does not list this number among the account's."));
        Provider.Requests.Should().NotContain(request => request.Path.EndsWith("/update", StringComparison.Ordinal));
    }
}
