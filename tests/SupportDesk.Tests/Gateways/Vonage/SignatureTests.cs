using Microsoft.Extensions.Options;
using SupportDesk.Gateways;
using SupportDesk.Gateways.Vonage;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Vonage;

public sealed class SignatureTests
{
    private const string Secret = "sdeskVonageSigSecret42";
    private const string Md5Hash = "7dfc389a3e912d92691ba9d26b301e73";
    private const string Md5 = "BAA5697A523BEEBE018B6FF113EBBC03";
    private const string Sha1 = "BCB6400275A431154CC6A1C59B44DE2410AF73B7";
    private const string Sha256 = "14A71A8562083754CF7DE0F9740290136E26477CC47AE2E5930A316E1A8224C5";
    private const string Sha512 = "24B4C30155C4C2DB870E79762F9DE89B57D7279AB5C5D2ECC6BF482175EA361EA5BC9A0B0224B0FD9437C31429E3ECDD3BC5AD90C788E06E01F93E8841F74D88";

    private static readonly List<(string Name, string Value)> Signed =
    [
        ("api-key", "ab12cd34"), ("msisdn", "447700900001"), ("to", "447700900000"), ("messageId", "0A0000000123ABCD1"), ("text", "Tom & Jerry = 2 friends, €5"), ("type", "unicode"),
        ("keyword", "TOM"), ("message-timestamp", "2024-05-06 07:08:09"), ("timestamp", "1714979289"), ("nonce", "5d4a2c7e-0b6f-4c41-9d7b-3f2e1a0b9c8d"),
    ];

    [Theory]
    [InlineData(VonageSignatureMethod.Md5Hash, Md5Hash)]
    [InlineData(VonageSignatureMethod.Md5, Md5)]
    [InlineData(VonageSignatureMethod.Sha1, Sha1)]
    [InlineData(VonageSignatureMethod.Sha256, Sha256)]
    [InlineData(VonageSignatureMethod.Sha512, Sha512)]
    public void All_five_methods_are_verified_by_query_form_and_JSON_in_either_case(VonageSignatureMethod method, string signature)
    {
        foreach (var sig in new[] { signature.ToUpperInvariant(), signature.ToLowerInvariant() })
        {
            List<(string Name, string Value)> all = [.. Signed, ("sig", sig)];
            Check(Calls.Get("vonage", "?" + FormPairs.Write(all)), method).Should().BeOfType<SignatureCheck.Verified>();
            Check(Calls.Post("vonage", FormPairs.Write(all)), method).Should().BeOfType<SignatureCheck.Verified>();
            Check(Calls.Post("vonage", Json(all)), method).Should().BeOfType<SignatureCheck.Verified>();
        }
    }

    [Fact]
    public void The_names_are_sorted_as_bytes_so_a_hyphen_comes_before_a_capital() =>
        VonageSignature.Of(Signed.AsEnumerable().Reverse(), Secret, VonageSignatureMethod.Md5Hash).Should().Be(Md5Hash);

    [Theory]
    [InlineData(VonageSignatureMethod.Md5Hash, "another secret")]
    [InlineData(VonageSignatureMethod.Sha256, Secret)]
    public void Another_secret_or_method_is_refused(VonageSignatureMethod method, string secret) =>
        Problem(Calls.Post("vonage", FormPairs.Write([.. Signed, ("sig", Md5Hash)])), method, secret).Should().Contain("not made with our signature secret");

    [Fact]
    public void Each_parameter_counts()
    {
        foreach (var changed in Signed)
        {
            var forged = Signed.Select(pair => pair == changed ? (pair.Name, pair.Value + "0") : pair).Append(("sig", Md5Hash));
            Check(Calls.Get("vonage", "?" + FormPairs.Write(forged))).Should().BeOfType<SignatureCheck.Bad>();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Empty_values_may_be_signed_or_left_out(bool areSigned)
    {
        List<(string Name, string Value)> all = [.. Signed, ("keyword2", "")];
        var sig = VonageSignature.Of(areSigned ? all : Signed, Secret, VonageSignatureMethod.Md5Hash);

        Check(Calls.Get("vonage", "?" + FormPairs.Write([.. all, ("sig", sig)]))).Should().BeOfType<SignatureCheck.Verified>();
    }

    [Fact]
    public void What_the_address_was_set_up_with_may_stand_beside_what_is_signed() =>
        Check(Calls.Make("vonage", WebhookKind.Inbound, "POST", "?desk=1", FormPairs.Write([.. Signed, ("sig", Md5Hash)]))).Should().BeOfType<SignatureCheck.Verified>();

    [Theory]
    [InlineData(1714979289 + 300, true)]
    [InlineData(1714979289 - 300, true)]
    [InlineData(1714979289 + 301, false)]
    [InlineData(1714979289 - 301, false)]
    public void The_timestamp_must_be_near_our_clock(long now, bool good) =>
        (Check(Calls.Post("vonage", FormPairs.Write([.. Signed, ("sig", Md5Hash)])), now: now) is SignatureCheck.Verified).Should().Be(good);

    [Fact]
    public void An_unsigned_call_is_refused() => Problem(Calls.Post("vonage", FormPairs.Write(Signed))).Should().Be("The call is not signed.");

    [Fact]
    public void Vonages_question_whether_the_address_is_there_needs_no_signature()
    {
        Check(Calls.Get("vonage", "")).Should().BeOfType<SignatureCheck.NotChecked>();
        Check(Calls.Get("vonage", "?desk=1")).Should().BeOfType<SignatureCheck.NotChecked>();
    }

    [Fact]
    public void Without_a_secret_nobody_can_tell() => Check(Calls.Post("vonage", FormPairs.Write(Signed)), secret: "").Should().BeOfType<SignatureCheck.NotChecked>();

    private static string Json(IEnumerable<(string Name, string Value)> pairs) => System.Text.Json.JsonSerializer.Serialize(pairs.ToDictionary(pair => pair.Name, pair => pair.Value));

    private static string Problem(WebhookRequest request, VonageSignatureMethod method = VonageSignatureMethod.Md5Hash, string secret = Secret) =>
        Check(request, method, secret).Should().BeOfType<SignatureCheck.Bad>().Subject.Reason;

    private static SignatureCheck Check(WebhookRequest request, VonageSignatureMethod method = VonageSignatureMethod.Md5Hash, string secret = Secret, long now = 1714979300) =>
        new VonageWebhooks(Options.Create(new VonageOptions { SignatureSecret = secret, SignatureMethod = method }), new ManualTime(DateTimeOffset.FromUnixTimeSeconds(now))).Verify(request);
}
