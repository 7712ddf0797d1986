using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Bandwidth;

namespace SupportDesk.Tests.Gateways.Bandwidth;

public sealed class OptionsTests : OptionsCompliance
{
    protected override string Section => "Bandwidth";

    protected override IEnumerable<(string Key, string Value)> Good => [("AccountId", "5500123"), ("User", "u"), ("Password", "p"), ("ApplicationId", "a"), ("WebhookUser", "w"), ("WebhookPassword", "p")];

    protected override void Read(IServiceCollection services, IConfiguration configuration) => services.AddBandwidth(configuration);

    protected override object Value(IServiceProvider services) => services.GetRequiredService<IOptions<BandwidthOptions>>().Value;

    [Theory]
    [InlineData("Version", "3")]
    [InlineData("ApiUrl", "messaging.bandwidth.com")]
    [InlineData("ReportUrl", "/webhooks")]
    [InlineData("AccountId", "../5500123")]
    [InlineData("User", "")]
    [InlineData("Password", "")]
    [InlineData("ApplicationId", " ")]
    [InlineData("WebhookUser", "")]
    [InlineData("WebhookUser", "a:b")]
    [InlineData("WebhookPassword", "")]
    [InlineData("Timeout", "30")]
    public void A_wrong_setting_is_named(string setting, string value) => Problems((setting, value)).Should().ContainSingle().Which.Should().Contain($"Bandwidth:{setting}");

    [Fact]
    public void The_older_version_needs_no_application() => Problems(("Version", "V1"), ("ApplicationId", "")).Should().BeEmpty();
}
