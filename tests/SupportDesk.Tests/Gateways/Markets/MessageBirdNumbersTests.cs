using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.NumberOrders;

namespace SupportDesk.Tests.Gateways.Markets;

public sealed class MessageBirdNumbersTests : MarketCompliance
{
    private const string Item = """{"number":"3197010240000","country":"NL","region":"","locality":"","features":["sms"],"type":"mobile","verificationRequired":false,"initialContractDuration":1,"inboundCallsOnly":false,"monthlyPrice":10,"currency":"EUR","conditions":[]}""";

    protected override string Words => "MessageBird";

    protected override NumberOffer Wanted => new() { Number = "+3197010240000", Country = "NL", Price = new(10, "EUR", IsMonthly: true) };

    protected override NumberSearch Search => new("NL", "3197");

    protected override IEnumerable<(string Key, string Value)> Settings(string url) => [("MessageBird:NumbersUrl", url + "/v1"), ("MessageBird:ApiKey", "live_key")];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddMessageBird(configuration);

    [Fact]
    public async Task A_search_says_country_features_sort_and_digits()
    {
        Provider.Answer(200, $$"""{"items":[{{Item}}],"limit":10,"count":1}""");

        var page = Answered(await Market().SearchAsync(new("NL", "3197", Page: 2) { Kind = NumberKind.Mobile, Features = NumberFeatures.Voice }, default));

        var asked = Provider.Requests.Single();
        (asked.Method, asked.Path, asked.Headers["Authorization"]).Should().Be(("GET", "/v1/available-phone-numbers/NL?features=sms&features=voice&type=mobile&number=3197&search_pattern=start&limit=10&offset=10", "AccessKey live_key"));
        page.HasMore.Should().BeFalse();
        page.Offers.Should().ContainSingle().Which.Should().BeEquivalentTo(new NumberOffer { Number = "+3197010240000", Country = "NL", Features = NumberFeatures.Sms, Kind = NumberKind.Mobile, Price = new(10, "EUR", IsMonthly: true) });
    }

    [Theory]
    [InlineData(DigitsPlace.Anywhere, "anywhere")]
    [InlineData(DigitsPlace.End, "end")]
    public async Task Digits_may_stand_elsewhere(DigitsPlace place, string written)
    {
        Provider.Answer(200, """{"items":[]}""");

        Answered(await Market().SearchAsync(new("NL", "77") { Place = place }, default)).Offers.Should().BeEmpty();

        Provider.Requests.Single().Path.Should().Contain($"number=77&search_pattern={written}");
    }

    [Fact]
    public async Task What_a_buyer_must_know_is_told()
    {
        Provider.Answer(200, """{"items":[{"number":31970102400,"type":"premium_rate","locality":"Utrecht","region":"UT","features":["sms","voice","fax"],"verificationRequired":true,"initialContractDuration":12,"monthlyPrice":"1.5","currency":"Taler","conditions":["Only for residents."]}]}""");

        Answered(await Market().SearchAsync(Search, default)).Offers.Single().Should().BeEquivalentTo(new NumberOffer
        {
            Number = "+31970102400",
            Country = "NL",
            Region = "Utrecht, UT",
            Features = NumberFeatures.Sms | NumberFeatures.Voice,
            Price = new(1.5m, null, IsMonthly: true),
            Conditions = ["MessageBird wants to see who you are before the number works.", "The first contract is for 12 months.", "Only for residents."],
        });
    }

    [Fact]
    public async Task One_number_can_be_asked_for_again()
    {
        Provider.Answer(200, $$"""{"items":[{{Item}}]}""").Answer(200, """{"items":[]}""");

        Answered(await Market().OfferAsync(Wanted, default))!.Price.Should().Be(Wanted.Price);
        Answered(await Market().OfferAsync(Wanted, default)).Should().BeNull();

        Provider.Requests.First().Path.Should().StartWith("/v1/available-phone-numbers/NL?").And.Contain("number=3197010240000&search_pattern=start");
    }

    [Fact]
    public async Task A_number_is_bought_by_number_and_country_for_a_month_at_a_time()
    {
        Provider.Answer(201, """{"number":"3197010240000","country":"NL","status":"active"}""");

        Answered(await BuyAsync()).Should().Be(new Purchase(IsOurs: true));

        var asked = Provider.Requests.Single();
        (asked.Method, asked.Path, asked.Body).Should().Be(("POST", "/v1/phone-numbers", """{"number":"3197010240000","countryCode":"NL","billingIntervalMonths":1}"""));
    }

    [Theory]
    [InlineData("""{"errors":[{"code":25,"description":"not enough","parameter":null}]}""", "MessageBird: not enough balance")]
    [InlineData("""{"errors":[{"code":20,"description":"number not found","parameter":"number"},{"message":"try another"}]}""", "MessageBird: number not found; try another")]
    public async Task A_refusal_is_told_in_words(string answer, string words)
    {
        Provider.Answer(422, answer);

        (await BuyAsync()).Should().Be(new MarketResult<Purchase>.Refused(words));
    }

    [Theory]
    [InlineData(200, NumberStanding.Ours)]
    [InlineData(404, NumberStanding.NotListed)]
    public async Task Whether_a_number_is_ours_can_be_asked(int status, NumberStanding standing)
    {
        Provider.Answer(status, """{"number":"3197010240000"}""");

        Answered(await Market().StandingAsync(Wanted.Number, null, default)).State.Should().Be(standing);
        (Provider.Requests.Single().Method, Provider.Requests.Single().Path).Should().Be(("GET", "/v1/phone-numbers/3197010240000"));
    }

    [Fact]
    public async Task Whose_key_is_refused_does_not_know_whether_it_is_ours()
    {
        Provider.Answer(401, """{"errors":[{"code":2,"description":"x"}]}""");

        (await Market().StandingAsync(Wanted.Number, null, default)).Should().Be(new MarketResult<Standing>.Refused("MessageBird: the access key is not accepted"));
    }

    [Fact]
    public async Task It_has_no_call_for_a_webhook_and_says_how_a_person_does_it()
    {
        Market().Traits.Should().BeEquivalentTo(new { Connects = false, Registers = false, Missing = (string?)null });
        Market().Traits.ByHand.Should().Contain("Flow Builder");
        (await Market().ConnectAsync(Wanted.Number, "https://desk.example.org/x", default)).Should().BeOfType<MarketResult<string>.Refused>();
        Provider.Requests.Should().BeEmpty();
    }

    [Fact]
    public void Without_a_key_nothing_can_be_bought() => Market(more: ("MessageBird:ApiKey", "")).Traits.Missing.Should().Contain("MESSAGEBIRD_API_KEY");
}
