using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Vonage;

using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Vonage;

public sealed class OptionsTests : OptionsCompliance
{
    protected override string Section => "Vonage";

    protected override IEnumerable<(string Key, string Value)> Good => [("ApiKey", "ab12cd34"), ("ApiSecret", "s3cr3t")];

    protected override void Read(Microsoft.Extensions.DependencyInjection.IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration) => services.AddVonage(configuration);

    protected override object Value(IServiceProvider services) => ((IOptions<VonageOptions>)services.GetService(typeof(IOptions<VonageOptions>))!).Value;

    [Theory]
    [InlineData("ApiUrl", "rest.nexmo.com")]
    [InlineData("ReportUrl", "/webhooks")]
    [InlineData("ApiKey", "k\u00e9y")]
    [InlineData("ApiSecret", "")]
    [InlineData("Auth", "7")]
    [InlineData("SignatureMethod", "9")]
    [InlineData("SignatureMode", "9")]
    [InlineData("SignatureWindow", "5")]
    [InlineData("Timeout", "30")]
    [InlineData("Timeout", "00:00:00")]
    public void A_wrong_setting_is_named(string setting, string value) => Problems((setting, value)).Should().ContainSingle().Which.Should().Contain($"Vonage:{setting}");

    [Fact]
    public void Signed_sending_needs_the_other_secret() => Problems(("Auth", "Signature")).Should().ContainSingle().Which.Should().Contain("VONAGE_SIGNATURE_SECRET");

    [Fact]
    public async Task Once_the_key_is_set_it_is_the_desks_carrier_and_without_it_it_has_no_address()
    {
        await using var with = new DeskHost(settings: [("Vonage:ApiKey", "ab12cd34"), ("Vonage:ApiSecret", "s3cr3t")]);
        await using var without = new DeskHost();

        (await with.Client.GetAsync("/webhooks/vonage/inbound")).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        (await without.Client.GetAsync("/webhooks/vonage/inbound")).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }
}
