using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.MessageBird;

public sealed class SignatureTests
{
    private const string Key = "sdesk-mb-signing-key-0123456789ab";
    private const string PostUrl = "https://desk.example.org/hooks/messagebird/inbound?channel=7&tag=a%20b";
    private const string PostBody = "originator=31612345678&recipient=3197010240000&payload=Hoi%2C+mijn+bestelling+%26+%E2%82%AC5&message_id=3f1c9d2e7a6b4c5d8e9f0a1b2c3d4e5f&createdDatetime=2024-05-06T07%3A08%3A09%2B00%3A00";
    private const string PostToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJNZXNzYWdlQmlyZCIsIm5iZiI6MTcxNDk3OTI4OSwiZXhwIjoxNzE0OTc5MzQ5LCJqdGkiOiI2ZjBjMmE0NC05ZDFmLTRhNTYtOGMyYi0wZTNhNWI3ZDlmMTEiLCJ1cmxfaGFzaCI6Ijg5OWViZGI2NTZlYmJhOGU5NjFlYThkZGQyNDE5NjJhYmU2OTZiYzk0ZTEyNDQ0OWMzZmIyODY0ODhmNTgyYzAiLCJwYXlsb2FkX2hhc2giOiJjYmQ1ZGVhNGZjZTVjZDc1OTY3ZTQ1NTdhZTY5NmM4Yzk4MmZkZGRhZTM2ZjI1NmViMDIyOGIxOWZlY2JjNjgzIn0.BdSCzDA3-1GrG3T05AIP5vwkPMQUq-YQkyzlF8mtJRc";
    private const string GetUrl = "https://desk.example.org/hooks/messagebird/status?id=3f1c9d2e7a6b4c5d8e9f0a1b2c3d4e5f&reference=T-1001&recipient=31612345678&status=delivered&statusDatetime=2024-05-06T07%3A09%3A10%2B00%3A00";
    private const string GetToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJNZXNzYWdlQmlyZCIsIm5iZiI6MTcxNDk3OTI4OSwiZXhwIjoxNzE0OTc5MzQ5LCJqdGkiOiJiM2QxZjBhYS01N2MxLTRjMGUtYTdkNi0xZjJlM2Q0YzViNmEiLCJ1cmxfaGFzaCI6IjdiZDdmZjEzNmQ1OWM3YmUwYzVjZGRkM2Y1OGE3MDQzNDU5NWZjMWRlNzM2NTM3MDU1OTZkZWFiMGQxMzNhNDMifQ.kFVsNldF3vlTcqlfHFXtMVxeONuhG9mzOynxGFY5_iE";
    private const string LegacyGet = "p/X09evKhak+u2avX8Ayu/4VUStI5+p2NHX2ok9QYnI=";
    private const string LegacyPost = "e3e5Yh8b08gu7NKbS3zLPNFQ/UZMly2ED+SaLky1PRs=";

    [Fact]
    public void A_signed_post_is_verified() => Check(Post()).Should().BeOfType<SignatureCheck.Verified>();

    [Fact]
    public void A_signed_get_without_a_body_is_verified() => Check(Get()).Should().BeOfType<SignatureCheck.Verified>();

    [Fact]
    public void Either_of_two_keys_is_good_while_the_key_is_changed()
    {
        Check(Post(), keys: ["the next key", Key]).Should().BeOfType<SignatureCheck.Verified>();
        Check(Post(), keys: [Key, "the next key"]).Should().BeOfType<SignatureCheck.Verified>();
    }

    [Fact]
    public void Without_a_key_nobody_can_tell() => Check(Post(), keys: ["", " "]).Should().BeOfType<SignatureCheck.NotChecked>();

    [Fact]
    public void Another_key_is_refused() => Problem(Check(Post(), keys: ["another key"])).Should().Contain("not made with a signing key");

    [Fact]
    public void An_expired_signature_is_refused() => Problem(Check(Post(), at: 1714979355)).Should().Contain("expired");

    [Fact]
    public void The_leeway_covers_clocks_that_differ()
    {
        Check(Post(), at: 1714979353).Should().BeOfType<SignatureCheck.Verified>();
        Check(Post(), at: 1714979285).Should().BeOfType<SignatureCheck.Verified>();
        Problem(Check(Post(), at: 1714979354)).Should().Contain("expired");
        Problem(Check(Post(), at: 1714979283)).Should().Contain("not valid yet");
    }

    [Fact]
    public void A_changed_body_is_refused() => Problem(Check(Post(body: PostBody.Replace("Hoi", "Hoj", StringComparison.Ordinal)))).Should().Contain("another body");

    [Fact]
    public void A_body_that_was_taken_away_is_refused() => Problem(Check(Post(body: ""))).Should().Contain("has none");

    [Fact]
    public void A_body_that_the_signature_does_not_cover_is_refused() => Problem(Check(Get() with { Body = "text=more"u8.ToArray() })).Should().Contain("does not cover the body");

    [Theory]
    [InlineData("https://desk.example.org/hooks/messagebird/inbound?channel=7&tag=a+b")]
    [InlineData("https://desk.example.org/hooks/messagebird/inbound?tag=a%20b&channel=7")]
    [InlineData("http://desk.example.org/hooks/messagebird/inbound?channel=7&tag=a%20b")]
    public void Another_address_is_refused(string url) => Problem(Check(Post(url: url))).Should().Contain("another address");

    [Theory]
    [InlineData("{\"alg\":\"none\",\"typ\":\"JWT\"}")]
    [InlineData("{\"alg\":\"RS256\"}")]
    [InlineData("{\"alg\":\"hs256\"}")]
    [InlineData("{}")]
    public void Other_algorithms_are_refused(string header)
    {
        var parts = PostToken.Split('.');
        var forged = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{parts[1]}.";

        Problem(Check(Post(token: forged))).Should().Contain("algorithm");
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public void Each_of_the_three_algorithms_is_verified(string algorithm) =>
        Check(Get() with { Headers = new Dictionary<string, string> { [JwtSignature.Header] = Tokens.Sign(Claims(), Key, algorithm) } }).Should().BeOfType<SignatureCheck.Verified>();

    [Theory]
    [InlineData("\"iss\":\"MessageBird\"", "\"iss\":\"Somebody\"", "issuer")]
    [InlineData("\"iss\":\"MessageBird\"", "\"sub\":\"MessageBird\"", "issuer")]
    [InlineData("\"exp\":1714979349", "\"ext\":0", "expired")]
    [InlineData("\"exp\":1714979349", "\"exp\":\"1714979349\"", "cannot be read")]
    [InlineData("\"nbf\":1714979289", "\"nbf\":1e300", "not valid yet")]
    [InlineData("\"url_hash\"", "\"url\"", "another address")]
    [InlineData("}", ",\"payload_hash\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}", "has none")]
    public void A_good_signature_on_wrong_claims_is_refused(string right, string wrong, string words) =>
        Problem(Check(Get() with { Headers = new Dictionary<string, string> { [JwtSignature.Header] = Tokens.Sign(Claims().Replace(right, wrong, StringComparison.Ordinal), Key) } })).Should().Contain(words);

    [Fact]
    public void Every_single_bit_of_the_signature_counts()
    {
        var parts = PostToken.Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            var bent = signature.ToArray();
            bent[bit / 8] ^= (byte)(1 << (bit % 8));
            Check(Post(token: $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(bent)}")).Should().BeOfType<SignatureCheck.Bad>();
        }

        Check(Post(token: $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature.AsSpan(0, 16))}")).Should().BeOfType<SignatureCheck.Bad>();
    }

    [Theory]
    [InlineData("b=2&a=1&B=3&a=0", "B=3&a=1&a=0&b=2")]
    [InlineData("text=a%20b&x=%e2%82%ac%7E", "text=a+b&x=%E2%82%AC~")]
    [InlineData("flag&a=", "a=&flag=")]
    [InlineData("text=a%20b&x=%e2%82%ac", "text=a%20b&x=%e2%82%ac")]
    [InlineData("a=2&a=1", "a=1&a=2")]
    [InlineData("", "")]
    public void The_older_signature_is_over_the_sorted_query_in_either_writing(string query, string sorted)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"1714979350\n{sorted}\n"), .. SHA256.HashData([])];
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), bytes));

        Check(Request("GET", "https://desk.example.org/status?" + query, "", (LegacySignature.Header, signature), (LegacySignature.TimestampHeader, "1714979350")), at: 1714979355, keys: ["next", Key])
            .Should().BeOfType<SignatureCheck.Verified>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30")]
    [InlineData("....")]
    public void Nonsense_is_refused(string token) => Problem(Check(Post(token: token))).Should().NotBeEmpty();

    [Fact]
    public void An_unsigned_call_is_refused() => Problem(Check(Request("POST", PostUrl, PostBody))).Should().Be("The call is not signed.");

    [Fact]
    public void The_older_signature_of_a_get_is_verified() =>
        Check(Request("GET", GetUrl, "", (LegacySignature.Header, LegacyGet), (LegacySignature.TimestampHeader, "1714979350")), at: 1714979355).Should().BeOfType<SignatureCheck.Verified>();

    [Fact]
    public void The_older_signature_of_a_post_is_verified() => Check(LegacyPosted(), at: 1714979355).Should().BeOfType<SignatureCheck.Verified>();

    [Fact]
    public void The_older_signature_holds_for_a_while_only() => Problem(Check(LegacyPosted(), at: 1714979350 + 101)).Should().Contain("too far from the clock");

    [Fact]
    public void The_older_signature_covers_the_body() => Problem(Check(LegacyPosted() with { Body = "{}"u8.ToArray() }, at: 1714979355)).Should().Contain("not for this call");

    private static string Claims() => $$"""{"iss":"MessageBird","nbf":1714979289,"exp":1714979349,"jti":"j","url_hash":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(GetUrl)))}}"}""";

    private static WebhookRequest Post(string url = PostUrl, string body = PostBody, string token = PostToken) => Request("POST", url, body, (JwtSignature.Header, token));

    private static WebhookRequest Get() => Request("GET", GetUrl, "", (JwtSignature.Header, GetToken));

    private static WebhookRequest LegacyPosted() => Request(
        "POST", "https://desk.example.org/hooks/messagebird/inbound?channel=7", """{"originator":"31612345678","payload":"Hallo"}""", (LegacySignature.Header, LegacyPost), (LegacySignature.TimestampHeader, "1714979350"));

    private static WebhookRequest Request(string method, string url, string body, params (string Name, string Value)[] headers) => new()
    {
        Gateway = "messagebird",
        Kind = WebhookKind.Inbound,
        Method = method,
        Url = url,
        Headers = headers.ToDictionary(header => header.Name.ToLowerInvariant(), header => header.Value, StringComparer.OrdinalIgnoreCase),
        Body = Encoding.UTF8.GetBytes(body),
    };

    private static SignatureCheck Check(WebhookRequest request, long at = 1714979300, string[]? keys = null)
    {
        var time = new ManualTime(DateTimeOffset.FromUnixTimeSeconds(at));
        var options = new MessageBirdOptions { SigningKeys = [.. keys ?? [Key]] };
        return new MessageBirdWebhooks(Options.Create(options), time).Verify(request);
    }

    private static string Problem(SignatureCheck check) => check.Should().BeOfType<SignatureCheck.Bad>().Subject.Reason;
}
