using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.VonageMessages;
using SupportDesk.Tests.Gateways.MessageBird;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Sdks;

/// <summary>The token of Vonage's signed webhooks: the SDK reads ours, we read what its own library makes, and both refuse the same broken ones.</summary>
public sealed class VonageTokenTests
{
    private const string Secret = "sdeskVonageSigSecret42 ü";
    private const string Body = """{"message_uuid":"aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab","text":"Hello € 😀"}""";
    private const long Now = 1714979289;

    [SkippableFact]
    public async Task Both_accept_what_either_signs()
    {
        var answers = await Sdk.AskAsync("vonage", [new { ask = "signToken", claims = Claims(), secret = Secret, algorithm = "HS256" }]);
        string[] tokens = [answers[0].GetProperty("token").GetString()!, Sign(Claims())];

        (await TheirsAsync(tokens)).Should().Equal(true, true);
        tokens.Select(Ours).Should().Equal(true, true);
    }

    [SkippableFact]
    public async Task Both_refuse_what_is_not_signed_with_the_secret()
    {
        var token = Sign(Claims());
        string[] broken =
        [
            Sign(Claims(), "none"), Sign(Claims(), "HS384"), Sign(Claims(), "HS512"), Sign(Claims(), "hs256"), Sign(Claims(), secret: "another secret"), "", "a.b.c", "e30.e30.e30", token[..^10], token.Replace('.', ','),
            .. Enumerable.Range(0, token.Length - 1).Select(at => $"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}"),
        ];

        (await TheirsAsync(broken)).Should().AllBeEquivalentTo(false);
        broken.Select(Ours).Should().AllBeEquivalentTo(false);
    }

    [SkippableFact]
    public async Task We_look_at_what_the_SDK_leaves_to_its_user()
    {
        // The SDK checks the signature and, when they are there, exp and nbf, which Vonage does not send. Issuer, time and the body's hash are ours to check.
        string[] tokens = [Sign(With("iss", "Somebody")), Sign(With("iat", Now - 301)), Sign(With("payload_hash", new string('0', 64))), Sign(With("exp", Now - 3600))];

        (await TheirsAsync(tokens)).Should().Equal(true, true, true, false);
        tokens.Select(Ours).Should().Equal(false, false, false, true);
    }

    [SkippableFact]
    public async Task The_SDK_accepts_our_applications_token_and_makes_the_same_one()
    {
        using var key = RSA.Create(2048);
        var (application, id, issued) = ("11111111-2222-4333-8444-555555555555", "0e7d3c52-4a1b-4f6d-9c8e-5b2a1d0f7e63", DateTimeOffset.FromUnixTimeSeconds(4102444800));
        var ours = ApplicationToken.Make(application, key.ExportPkcs8PrivateKeyPem(), issued, Guid.Parse(id));
        var answers = await Sdk.AskAsync("vonage",
        [
            new { ask = "verifyToken", token = ours, secret = key.ExportSubjectPublicKeyInfoPem() },
            new { ask = "makeToken", application, privateKey = key.ExportPkcs8PrivateKeyPem(), options = new { jti = id, issued_at = issued.ToUnixTimeSeconds(), exp = issued.ToUnixTimeSeconds() + 900 } },
        ]);

        answers[0].GetProperty("good").GetBoolean().Should().BeTrue();
        var theirs = answers[1].GetProperty("token").GetString()!;
        Part(theirs, 0).Should().BeEquivalentTo(Part(ours, 0));

        // "issued_at" is how the SDK is told the time; it leaves it among the claims.
        Part(theirs, 1).Where(claim => claim.Key != "issued_at").Should().BeEquivalentTo(Part(ours, 1));
    }

    private static async Task<IReadOnlyList<bool>> TheirsAsync(string[] tokens) => await Sdk.JudgeAsync("vonage", [.. tokens.Select(token => new { ask = "verifyToken", token, secret = Secret })]);

    private static bool Ours(string token)
    {
        var reader = new VonageMessagesWebhooks(Options.Create(new VonageMessagesOptions { SignatureSecret = Secret, ApiKey = "ab12cd34" }), new ManualTime(DateTimeOffset.FromUnixTimeSeconds(Now)));
        return reader.Verify(Calls.Post("vonage-messages", Body, headers: ("Authorization", $"Bearer {token}"))) is SignatureCheck.Verified;
    }

    private static string Sign(Dictionary<string, object> claims, string algorithm = "HS256", string secret = Secret) => Tokens.Sign(JsonSerializer.Serialize(claims), secret, algorithm);

    private static Dictionary<string, object> With(string claim, object value) => new(Claims()) { [claim] = value };

    private static Dictionary<string, object> Claims() => new()
    {
        ["iat"] = Now,
        ["jti"] = "c5ba8f24-1a14-4c10-bfdf-3fbe8ce511b5",
        ["iss"] = "Vonage",
        ["payload_hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body))),
        ["api_key"] = "ab12cd34",
        ["application_id"] = "11111111-2222-4333-8444-555555555555",
    };

    private static Dictionary<string, string> Part(string token, int part) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[part]))!.ToDictionary(claim => claim.Key, claim => claim.Value.GetRawText());
}
