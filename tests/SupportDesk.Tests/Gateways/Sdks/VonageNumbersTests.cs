using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Vonage;
using SupportDesk.NumberOrders;

namespace SupportDesk.Tests.Gateways.Sdks;

public sealed class VonageNumbersTests : NumbersJudge
{
    private const string Key = "ab12cd34";
    private const string Secret = "s3crät:+";
    private const string Own = """{"count":1,"numbers":[{"country":"NL","msisdn":"31970102400","type":"mobile-lvn","features":["SMS"]}],"error-code":"200","error-code-label":"success"}""";

    private static readonly NumberOffer Offer = new() { Number = "+31970102400", Country = "NL" };
    private static readonly Difference Accept = new("header accept", "*/*", null, "both say that anything will do; the API answers JSON");
    private static readonly Difference AcceptJson = new("header accept", "application/json", null, "the API answers JSON");
    private static readonly Difference ContentType = new("header content-type", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-8", "it is UTF-8, and saying so harms nobody");

    protected override string Script => "vonage";

    protected override string Vendor => new VonageOptions().ApiUrl;

    protected override IEnumerable<(string Key, string Value)> Settings(string url) => [("Vonage:ApiUrl", url), ("Vonage:ApiKey", Key), ("Vonage:ApiSecret", Secret)];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddVonage(configuration);

    [SkippableTheory]
    [InlineData(NumberFeatures.None, new[] { "SMS" })]
    [InlineData(NumberFeatures.Voice, new[] { "VOICE", "SMS" })]
    [InlineData(NumberFeatures.Mms, new[] { "MMS", "SMS" })]
    [InlineData(NumberFeatures.Mms | NumberFeatures.Voice, new[] { "VOICE", "SMS", "MMS" })]
    public async Task We_search_as_the_SDK_does(NumberFeatures more, string[] features)
    {
        var question = new { ask = "searchNumbers", key = Key, secret = Secret, filter = new { country = "NL", type = "mobile-lvn", pattern = "77", searchPattern = 2, features, size = 10, index = 3 } };

        (await DifferencesAsync(question, Own, market => market.SearchAsync(new("NL", "77", Page: 3) { Place = DigitsPlace.End, Kind = NumberKind.Mobile, Features = more }, default))).Should().BeEquivalentTo(Wanted(Accept));
    }

    [SkippableFact]
    public async Task We_look_for_our_own_number_as_the_SDK_does()
    {
        var question = new { ask = "ownNumbers", key = Key, secret = Secret, filter = new { pattern = "31970102400", searchPattern = 0, size = 10, index = 1 } };

        (await DifferencesAsync(question, Own, market => market.StandingAsync(Offer.Number, null, default))).Should().BeEquivalentTo(Wanted(Accept));
    }

    [SkippableFact]
    public async Task We_buy_as_the_SDK_does()
    {
        var question = new { ask = "buyNumber", key = Key, secret = Secret, @params = new { country = "NL", msisdn = "31970102400" } };

        (await DifferencesAsync(question, Own, market => market.BuyAsync(Offer, default))).Should().BeEquivalentTo(Wanted(AcceptJson, ContentType));
    }

    [SkippableFact]
    public async Task We_set_the_webhook_as_the_SDK_does()
    {
        const string Address = "https://desk.example.org/webhooks/vonage/inbound?a=1&b=2";
        var question = new { ask = "updateNumber", key = Key, secret = Secret, @params = new { country = "NL", msisdn = "31970102400", moHttpUrl = Address } };

        (await DifferencesAsync(question, Own, market => market.ConnectAsync(Offer.Number, Address, default))).Should().BeEquivalentTo(Wanted(AcceptJson, ContentType));
    }
}
