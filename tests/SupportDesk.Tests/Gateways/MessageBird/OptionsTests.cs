using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.MessageBird;

public sealed class OptionsTests
{
    [Fact]
    public void Settings_are_read_from_their_section()
    {
        var options = Read(
            ("ApiKey", "live_x"), ("SigningKeys:0", "now"), ("SigningKeys:1", "next"), ("SignatureMode", "observe"), ("Leeway", "00:00:10"), ("LegacyWindow", "08:00:00"), ("Timeout", "00:00:20"));

        (options.ApiKey, options.SignatureMode, options.Leeway, options.LegacyWindow, options.Timeout)
            .Should().Be(("live_x", SignatureMode.Observe, TimeSpan.FromSeconds(10), TimeSpan.FromHours(8), TimeSpan.FromSeconds(20)));
        options.SigningKeys.Should().Equal("now", "next");
    }

    [Fact]
    public void Without_any_setting_the_defaults_hold()
    {
        var options = Read();

        (options.ApiUrl, options.SignatureMode, options.Leeway, options.Timeout)
            .Should().Be(("https://rest.messagebird.com", SignatureMode.Enforce, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("ApiUrl", "rest.messagebird.com")]
    [InlineData("ApiUrl", "ftp://rest.messagebird.com")]
    [InlineData("ApiUrl", "")]
    [InlineData("ReportUrl", "/webhooks")]
    [InlineData("ApiKey", "live\u00e9")]
    [InlineData("SignatureMode", "7")]
    [InlineData("Leeway", "5")]
    [InlineData("Leeway", "-00:00:01")]
    [InlineData("LegacyWindow", "00:00:00")]
    [InlineData("LegacyWindow", "100")]
    [InlineData("Timeout", "30")]
    [InlineData("Timeout", "00:00:00")]
    public void A_wrong_setting_is_named(string setting, string value)
    {
        var read = () => Read((setting, value));

        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().Contain($"MessageBird:{setting}");
    }

    [Fact]
    public void All_wrong_settings_are_named_at_once_and_no_secret_is()
    {
        var read = () => Read(("ApiUrl", "x"), ("ApiKey", "secret\u0001"), ("Timeout", "00:10:00"));

        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(3).And.NotContain(failure => failure.Contains("secret"));
    }

    private static MessageBirdOptions Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"MessageBird:{setting.Name}", setting.Value))).Build();
        using var services = new ServiceCollection().AddMessageBird(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<MessageBirdOptions>>().Value;
    }
}
