using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.VonageMessages;

namespace SupportDesk.Tests.Gateways.VonageMessages;

public sealed class OptionsTests : OptionsCompliance
{
    protected override string Section => "VonageMessages";

    protected override IEnumerable<(string Key, string Value)> Good => [("ApplicationId", "a-1"), ("PrivateKey", SendingTests.Key.ExportPkcs8PrivateKeyPem())];

    protected override void Read(IServiceCollection services, IConfiguration configuration) => services.AddVonageMessages(configuration);

    protected override object Value(IServiceProvider services) => services.GetRequiredService<IOptions<VonageMessagesOptions>>().Value;

    [Theory]
    [InlineData("ApiUrl", "api.nexmo.com")]
    [InlineData("ApplicationId", "a\"b")]
    [InlineData("PrivateKey", "")]
    [InlineData("PrivateKey", "-----BEGIN nothing")]
    [InlineData("PrivateKeyFile", "/nowhere/private.key")]
    [InlineData("Version", "9")]
    [InlineData("SignatureMode", "9")]
    [InlineData("SignatureWindow", "5")]
    [InlineData("Timeout", "30")]
    public void A_wrong_setting_is_named(string setting, string value) => Problems((setting, value)).Should().ContainSingle().Which.Should().Contain($"VonageMessages:{setting}");

    [Fact]
    public void A_public_key_is_no_private_one() => Problems(("PrivateKey", SendingTests.Key.ExportSubjectPublicKeyInfoPem())).Should().ContainSingle().Which.Should().Contain("private");

    [Fact]
    public void The_key_may_stand_in_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, SendingTests.Key.ExportRSAPrivateKeyPem());

            Problems(("PrivateKey", ""), ("PrivateKeyFile", file)).Should().BeEmpty();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
