using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>
/// MessageBird's signed webhooks: a JWT in the header MessageBird-Signature-JWT, HMAC with the signing key as plain UTF-8. It covers the full address
/// (url_hash) and the body (payload_hash), and holds from nbf to exp.
/// </summary>
internal static class JwtSignature
{
    public const string Header = "MessageBird-Signature-JWT";

    /// <summary>Null when the signature is good; else what is wrong with it.</summary>
    public static string? Problem(WebhookRequest request, string token, IEnumerable<string> keys, DateTimeOffset now, TimeSpan leeway)
    {
        try
        {
            var parts = token.Trim().Split('.');
            if (parts.Length != 3)
                return "The signature is no JWT.";
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            if (Algorithm(header.RootElement) is not { } hmac)
                return "The signature's algorithm is not one of HS256, HS384, HS512.";
            var signed = Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}");
            var signature = Base64Url.DecodeFromChars(parts[2]);
            if (!keys.Any(key => CryptographicOperations.FixedTimeEquals(hmac(Encoding.UTF8.GetBytes(key), signed), signature)))
                return "The signature was not made with a signing key of ours.";
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return ClaimProblem(request, claims.RootElement, now, leeway);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            return "The signature cannot be read.";
        }
    }

    private static Func<byte[], byte[], byte[]>? Algorithm(JsonElement header) => Text(header, "alg") switch
    {
        "HS256" => HMACSHA256.HashData,
        "HS384" => HMACSHA384.HashData,
        "HS512" => HMACSHA512.HashData,
        _ => null,
    };

    private static string? ClaimProblem(WebhookRequest request, JsonElement claims, DateTimeOffset now, TimeSpan leeway)
    {
        if (Text(claims, "iss") != "MessageBird")
            return "The signature's issuer is not MessageBird.";
        var clock = now.ToUnixTimeMilliseconds() / 1000.0;
        if (Seconds(claims, "nbf") is { } from && clock < from - leeway.TotalSeconds)
            return "The signature is not valid yet: check the clock of this machine.";
        if (Seconds(claims, "exp") is not { } until || clock >= until + leeway.TotalSeconds)
            return "The signature has expired: the call came late, or the clock of this machine is wrong.";
        if (!Matches(Text(claims, "url_hash"), Encoding.UTF8.GetBytes(request.Url)))
            return "The signature is for another address: Web:PublicOrigin (PUBLIC_ORIGIN) must be the origin that MessageBird calls.";
        return BodyProblem(request, Text(claims, "payload_hash"));
    }

    private static string? BodyProblem(WebhookRequest request, string? hash) => (request.Body.IsEmpty, hash) switch
    {
        (true, null) => null,
        (true, _) => "The signature is for a call with a body, and this one has none.",
        (false, null) => "The signature does not cover the body.",
        _ => Matches(hash, request.Body.Span) ? null : "The signature is for another body.",
    };

    private static bool Matches(string? hash, ReadOnlySpan<byte> bytes) =>
        hash is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash.ToLowerInvariant()), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes))));

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>Unix seconds, compared as such: a claim may name a time that no calendar has.</summary>
    private static double? Seconds(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.TryGetDouble(out var seconds) ? seconds : null;
}
