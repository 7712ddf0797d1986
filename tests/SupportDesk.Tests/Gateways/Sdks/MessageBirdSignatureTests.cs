using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.Tests.Gateways.MessageBird;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Sdks;

/// <summary>MessageBird's SDK and our reader get the same signed calls, good ones and broken ones, and must say the same.</summary>
public sealed class MessageBirdSignatureTests
{
    private const string Key = "sdesk-mb-signing-key-ü-0123456789";
    private const string Body = "originator=31612345678&payload=Hoi%2C+%26+%E2%82%AC5";
    private const string Query = "?id=3f1c&statusDatetime=2024-05-06T07%3A09%3A10%2B00%3A00&tag=a%20b'";
    private const long Now = 1714979300;

    private static readonly Call Post = Make(Body);
    private static readonly Call Get = Make("");

    [SkippableFact]
    public Task Both_accept_what_is_signed_well() => AgreeAsync(good: true, [.. new[] { Post, Get }.SelectMany(call => new[] { "HS256", "HS384", "HS512" }.Select(algorithm => Sign(call, Claims(call), algorithm)))]);

    [SkippableFact]
    public Task Both_refuse_what_is_not() => AgreeAsync(good: false,
    [
        Sign(Post, Claims(Post), "none"), Sign(Post, Claims(Post), "RS256"), Sign(Post, Claims(Post), "hs256"), Sign(Post, Claims(Post), key: "another key"),
        Sign(Post, Claims(Post)) with { Body = Body + "!" }, Sign(Post, Claims(Post)) with { Body = "" }, Sign(Get, Claims(Get)) with { Body = Body },
        Sign(Post, Claims(Post)) with { Query = Query.Replace("%20", "+") }, Sign(Get, Claims(Get)) with { Query = "" },
        Sign(Post, Without(Post, "url_hash")), Sign(Post, Without(Post, "payload_hash")), Sign(Post, Without(Post, "iss")),
        Sign(Post, With(Post, "iss", "messagebird")), Sign(Post, With(Post, "exp", "1714979349")), Sign(Post, With(Post, "nbf", "1714979289")),
        Sign(Post, With(Post, "url_hash", "")), Sign(Post, With(Post, "payload_hash", "00")), Sign(Post, With(Post, "url_hash", 1)),
        Sign(Post, With(Post, "exp", Now - 6)), Sign(Post, With(Post, "exp", Now - 5)), Sign(Post, With(Post, "nbf", Now + 6)),
        Post with { Token = "" }, Post with { Token = "a.b.c" }, Post with { Token = "e30.e30.e30" },
    ]);

    [SkippableFact]
    public Task Both_allow_clocks_to_differ_by_five_seconds() => AgreeAsync(good: true, [Sign(Post, With(Post, "exp", Now - 4)), Sign(Post, With(Post, "nbf", Now + 5)), Sign(Post, Without(Post, "nbf"))]);

    [SkippableFact]
    public async Task Both_refuse_a_token_with_any_character_changed()
    {
        var call = Sign(Post, Claims(Post));

        // The last character is left out: it has bits that belong to no byte, and the SDK does not look at them.
        await AgreeAsync(good: false, [.. Enumerable.Range(0, call.Token.Length - 1).Select(at => call with { Token = $"{call.Token[..at]}{(call.Token[at] == 'A' ? 'B' : 'A')}{call.Token[(at + 1)..]}" })]);
    }

    [SkippableFact]
    public async Task We_accept_what_the_SDKs_own_library_signs()
    {
        Call[] calls = [Post, Get];
        var signed = await Sdk.AskAsync("messagebird", [.. calls.Select(call => new { ask = "sign", key = Key, claims = Claims(call) })]);

        await AgreeAsync(good: true, [.. calls.Zip(signed, (call, answer) => call with { Token = answer.GetProperty("token").GetString()! })]);
    }

    [SkippableFact]
    public async Task We_differ_from_the_SDK_where_MessageBirds_rules_do()
    {
        // "exp" is required, and a call without a body has no payload_hash: the SDK is content without the one and with the other. "jti" guards against replays only, which the ids of texts do here.
        var empty = With(Get, "payload_hash", Hash(""));
        Call[] calls = [Sign(Post, Without(Post, "exp")), Sign(Get, empty), Sign(Post, Without(Post, "jti"))];

        (await TheirsAsync(calls)).Should().Equal(true, true, false);
        calls.Select(Ours).Should().Equal(false, false, true);
    }

    private static async Task AgreeAsync(bool good, Call[] calls)
    {
        var theirs = await TheirsAsync(calls);
        calls.Zip(theirs, (call, their) => (call, their, ours: Ours(call))).Should().OnlyContain(one => one.their == good && one.ours == good);
    }

    private static Task<IReadOnlyList<bool>> TheirsAsync(Call[] calls) => Sdk.JudgeAsync("messagebird",
        [.. calls.Select(call => new { ask = "verify", key = Key, url = call.Request.Url, body = Convert.ToBase64String(call.Request.Body.Span), token = call.Token, at = Now })]);

    private static bool Ours(Call call) => new MessageBirdWebhooks(Options.Create(new MessageBirdOptions { SigningKeys = [Key] }), new ManualTime(DateTimeOffset.FromUnixTimeSeconds(Now)))
        .Verify(call.Request) is SignatureCheck.Verified;

    private static Call Make(string body) => new(Query, body, "");

    private static Call Sign(Call call, Dictionary<string, object> claims, string algorithm = "HS256", string key = Key) => call with { Token = Tokens.Sign(JsonSerializer.Serialize(claims), key, algorithm) };

    private static Dictionary<string, object> Claims(Call call)
    {
        var claims = new Dictionary<string, object> { ["iss"] = "MessageBird", ["nbf"] = Now - 11, ["exp"] = Now + 49, ["jti"] = "6f0c2a44-9d1f-4a56-8c2b-0e3a5b7d9f11", ["url_hash"] = Hash(call.Request.Url) };
        if (call.Body.Length > 0)
            claims["payload_hash"] = Hash(call.Body);
        return claims;
    }

    private static Dictionary<string, object> With(Call call, string claim, object value) => new(Claims(call)) { [claim] = value };

    private static Dictionary<string, object> Without(Call call, string claim) => Claims(call).Where(one => one.Key != claim).ToDictionary();

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record Call(string Query, string Body, string Token)
    {
        public WebhookRequest Request => Calls.Make("messagebird", WebhookKind.Status, Body.Length == 0 ? "GET" : "POST", Query, Body, (JwtSignature.Header, Token));
    }
}
