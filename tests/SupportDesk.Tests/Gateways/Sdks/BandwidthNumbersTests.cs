using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Bandwidth;

namespace SupportDesk.Tests.Gateways.Sdks;

/// <summary>V1, by the SDK of its time. The newer SDK has no calls for numbers.</summary>
public sealed class BandwidthNumbersTests : NumbersJudge
{
    private static readonly Difference Accept = new("header accept", "application/json", null, "the API answers JSON");

    protected override string Script => "bandwidth";

    protected override string Vendor => new BandwidthOptions { Version = BandwidthVersion.V1 }.Base;

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
    [
        ("Bandwidth:Version", "V1"), ("Bandwidth:ApiUrl", url), ("Bandwidth:AccountId", "u-x"), ("Bandwidth:User", "t-token"), ("Bandwidth:Password", "pässword:+"), ("Bandwidth:ApplicationId", "a-1"),
        ("Bandwidth:WebhookUser", "hook"), ("Bandwidth:WebhookPassword", "secret"),
    ];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddBandwidth(configuration);

    [SkippableFact]
    public async Task We_search_five_numbers_of_an_area_code_as_the_SDK_does()
    {
        var question = new { ask = "searchV1", user = "t-token", password = "pässword:+", account = "u-x", areaCode = "910", quantity = 5 };

        (await DifferencesAsync(question, "[]", market => market.SearchAsync(new("", "910"), default))).Should().BeEquivalentTo(Wanted(Accept));
    }

    [SkippableFact]
    public async Task We_buy_as_the_SDK_does()
    {
        var question = new { ask = "buyV1", user = "t-token", password = "pässword:+", account = "u-x", number = "+19105550101", application = "a-1" };

        (await DifferencesAsync(question, "", market => market.BuyAsync(new() { Number = "+19105550101", Country = "US" }, default))).Should().BeEquivalentTo(Wanted(
            Accept, new Difference("header content-type", "application/json", "application/json; charset=utf-8", "it is UTF-8, and saying so harms nobody")));
    }
}
