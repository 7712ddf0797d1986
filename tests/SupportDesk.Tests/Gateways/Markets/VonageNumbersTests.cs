using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Vonage;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Markets;

public sealed class VonageNumbersTests : NexmoNumbersCompliance
{
    protected override string Words => "Vonage";

    protected override string Base => "";

    protected override string Credentials => Calls.Basic("ab12cd34", "s3cr3t").Value;

    protected override IEnumerable<(string Key, string Value)> Settings(string url) => [("Vonage:ApiUrl", url), ("Vonage:ApiKey", "ab12cd34"), ("Vonage:ApiSecret", "s3cr3t")];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddVonage(configuration);

    [Fact]
    public void Who_signs_without_the_secret_cannot_buy() =>
        Market(more: [("Vonage:ApiSecret", ""), ("Vonage:Auth", "Signature"), ("Vonage:SignatureSecret", "x")]).Traits.Missing.Should().Contain("VONAGE_API_SECRET");

    [Fact]
    public void Its_price_is_told_to_be_an_amount_only() => Market().Traits.AboutPrices.Should().Contain("website");
}
