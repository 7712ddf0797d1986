using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Kpn;

namespace SupportDesk.Tests.Gateways.Kpn;

public sealed class OptionsTests : OptionsCompliance
{
    protected override string Section => "Kpn";

    protected override IEnumerable<(string Key, string Value)> Good => [("ClientId", "a"), ("ClientSecret", "b")];

    protected override void Read(IServiceCollection services, IConfiguration configuration) => services.AddKpn(configuration);

    protected override object Value(IServiceProvider services) => services.GetRequiredService<IOptions<KpnOptions>>().Value;

    [Theory]
    [InlineData("ApiUrl", "api-prd.kpn.com")]
    [InlineData("ReportUrl", "/webhooks")]
    [InlineData("ClientSecret", "")]
    [InlineData("Timeout", "00:00:13")]
    [InlineData("Timeout", "00:00:00")]
    public void A_wrong_setting_is_named(string setting, string value) => Problems((setting, value)).Should().ContainSingle().Which.Should().Contain($"Kpn:{setting}");
}
