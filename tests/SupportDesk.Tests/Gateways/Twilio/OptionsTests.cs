using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Twilio;

namespace SupportDesk.Tests.Gateways.Twilio;

public sealed class OptionsTests : OptionsCompliance
{
    protected override string Section => "Twilio";

    protected override IEnumerable<(string Key, string Value)> Good => [("AccountSid", "AC1"), ("AuthToken", "t")];

    protected override void Read(IServiceCollection services, IConfiguration configuration) => services.AddTwilio(configuration);

    protected override object Value(IServiceProvider services) => services.GetRequiredService<IOptions<TwilioOptions>>().Value;

    [Theory]
    [InlineData("ApiUrl", "api.twilio.com")]
    [InlineData("ReportUrl", "/webhooks")]
    [InlineData("AccountSid", "AC/../x")]
    [InlineData("AuthToken", "")]
    [InlineData("SignatureMode", "9")]
    [InlineData("Timeout", "30")]
    public void A_wrong_setting_is_named(string setting, string value) => Problems((setting, value)).Should().ContainSingle().Which.Should().Contain($"Twilio:{setting}");

    [Fact]
    public void An_API_key_needs_its_secret() => Problems(("ApiKeySid", "SK1")).Should().ContainSingle().Which.Should().Contain("Twilio:ApiKeySecret");
}
