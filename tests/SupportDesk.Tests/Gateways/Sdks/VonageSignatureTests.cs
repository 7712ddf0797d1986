using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways;
using SupportDesk.Gateways.Vonage;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Sdks;

/// <summary>Vonage's SDK and our reader judge the same parameters "sig", made with each of the five methods over parameters that nobody would choose.</summary>
public sealed class VonageSignatureTests
{
    private const string Secret = "sdesk Vonage sig secret 42 ü";
    private const long Now = 1714979289;

    private static readonly string[] Pieces = ["a", "B", " ", "&", "=", "%26", "+", "_", "é", "😀", "\u0000", "\n", "\"", "'", "\u200d", "0"];

    [SkippableTheory]
    [InlineData(VonageSignatureMethod.Md5Hash, "md5hash")]
    [InlineData(VonageSignatureMethod.Md5, "md5hmac")]
    [InlineData(VonageSignatureMethod.Sha1, "sha1hmac")]
    [InlineData(VonageSignatureMethod.Sha256, "sha256hmac")]
    [InlineData(VonageSignatureMethod.Sha512, "sha512hmac")]
    public async Task Both_accept_what_is_signed_well_and_refuse_it_changed(VonageSignatureMethod method, string theirs)
    {
        var random = new Random(20240506);
        var good = Enumerable.Range(0, 60).Select(at => Signed(Parameters(random), method, upper: at % 2 == 0)).ToList();
        var changed = good.Select(parameters => new Dictionary<string, string>(parameters) { ["text"] = parameters["text"] + "." });
        var bent = good.Select(parameters => new Dictionary<string, string>(parameters) { ["sig"] = (parameters["sig"][0] == '0' ? '1' : '0') + parameters["sig"][1..] });
        List<Dictionary<string, string>> bad = [.. changed, .. bent];

        (await TheirsAsync([.. good], theirs)).Should().AllBeEquivalentTo(true);
        (await TheirsAsync(bad, theirs)).Should().AllBeEquivalentTo(false);
        good.Should().OnlyContain(parameters => Forms(parameters).All(call => Ours(call, method)));
        bad.Should().OnlyContain(parameters => !Forms(parameters).Any(call => Ours(call, method)));
    }

    [SkippableFact]
    public async Task The_SDK_leaves_names_as_they_are_and_does_not_look_at_the_time()
    {
        // By the rules & and = become _ in names too, and a signature holds for a while only.
        var odd = Signed(new() { ["text"] = "x", ["timestamp"] = $"{Now}", ["a&b=c"] = "1" }, VonageSignatureMethod.Sha256, upper: false);
        var old = Signed(new() { ["text"] = "x", ["timestamp"] = $"{Now - 301}" }, VonageSignatureMethod.Sha256, upper: false);

        (await TheirsAsync([odd, old], "sha256hmac")).Should().Equal(false, true);
        new[] { odd, old }.Select(parameters => Ours(Forms(parameters)[0], VonageSignatureMethod.Sha256)).Should().Equal(true, false);
    }

    [SkippableFact]
    public async Task What_the_SDK_signs_for_sending_it_does_not_accept_itself()
    {
        // It signs the parameters as a query is written, without the first &; by the rules they are signed decoded, as its own check and we have it.
        var answers = await Sdk.AskAsync("vonage", [new { ask = "sign", key = "ab12cd34", secret = Secret, method = "sha256hmac", parameters = new { text = "Hello", timestamp = $"{Now}" } }]);
        var parameters = answers[0].Deserialize<Dictionary<string, string>>()!;

        (await TheirsAsync([parameters], "sha256hmac")).Should().Equal(false);
        Ours(Forms(parameters)[0], VonageSignatureMethod.Sha256).Should().BeFalse();
    }

    private static Task<IReadOnlyList<bool>> TheirsAsync(List<Dictionary<string, string>> calls, string method) =>
        Sdk.JudgeAsync("vonage", [.. calls.Select(parameters => new { ask = "verify", parameters, secret = Secret, method })]);

    private static bool Ours(WebhookRequest call, VonageSignatureMethod method)
    {
        var options = new VonageOptions { SignatureSecret = Secret, SignatureMethod = method };
        return new VonageWebhooks(Options.Create(options), new ManualTime(DateTimeOffset.FromUnixTimeSeconds(Now))).Verify(call) is SignatureCheck.Verified;
    }

    /// <summary>The same parameters in each of the three ways in which Vonage calls.</summary>
    private static WebhookRequest[] Forms(Dictionary<string, string> parameters)
    {
        var form = FormPairs.Write(parameters.Select(pair => (pair.Key, pair.Value)));
        return [Calls.Get("vonage", "?" + form), Calls.Post("vonage", form), Calls.Post("vonage", JsonSerializer.Serialize(parameters))];
    }

    private static Dictionary<string, string> Signed(Dictionary<string, string> parameters, VonageSignatureMethod method, bool upper)
    {
        var signature = VonageSignature.Of(parameters.Select(pair => (pair.Key, pair.Value)), Secret, method);
        return new(parameters) { ["sig"] = upper ? signature.ToUpperInvariant() : signature };
    }

    private static Dictionary<string, string> Parameters(Random random)
    {
        var parameters = new Dictionary<string, string> { ["msisdn"] = "447700900001", ["messageId"] = "0A0000000123ABCD1", ["message-timestamp"] = "2024-05-06 07:08:09", ["timestamp"] = $"{Now}", ["text"] = Words(random) };
        for (var more = random.Next(6); more > 0; more--)
            parameters["x" + Words(random).Replace('&', '-').Replace('=', '-')] = Words(random);
        return parameters;
    }

    private static string Words(Random random) => string.Concat(random.GetItems(Pieces, random.Next(8)));
}
