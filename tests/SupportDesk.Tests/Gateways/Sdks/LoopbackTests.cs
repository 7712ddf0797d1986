namespace SupportDesk.Tests.Gateways.Sdks;

public sealed class LoopbackTests
{
    [SkippableTheory]
    [InlineData("require('https').get('https://vendor.example/')")]
    [InlineData("fetch('http://192.0.2.1/')")]
    [InlineData("require('tls').connect(443, '192.0.2.1')")]
    [InlineData("require('net').connect('/tmp/socket')")]
    [InlineData("require('dns').promises.resolve('vendor.example')")]
    [InlineData("require('dgram').createSocket('udp4')")]
    public async Task No_SDK_reaches_beyond_this_machine(string way)
    {
        var (code, _, errors) = await Sdk.RunAsync(["-e", $"require('./loopback.cjs'); {way};"]);

        (code, errors).Should().Be((3, errors));
        errors.Should().Contain("Refused to leave this machine");
    }
}
