using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.VonageMessages;

/// <summary>The JWT in the header Authorization of Vonage's signed webhooks: always HS256 with the account's signature secret, over the body's hash.</summary>
internal static class WebhookToken
{
    public static SignatureCheck Check(WebhookRequest request, VonageMessagesOptions options, DateTimeOffset now)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.GetValueOrDefault("Authorization"), out var given) || !given.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            // Vonage sends a call unsigned after trouble of its own, and signed again when it is told to try later.
            return new SignatureCheck.Bad("The call is not signed.") { MayComeAgain = true };
        }

        return Problem(given.Parameter ?? "", request, options, now) is { } problem ? new SignatureCheck.Bad(problem) : new SignatureCheck.Verified();
    }

    private static string? Problem(string token, WebhookRequest request, VonageMessagesOptions options, DateTimeOffset now)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } claims || Bytes(parts[2]) is not { } signature)
            return "The signature is no JWT.";
        if (header.Filled("alg") != "HS256")
            return "The signature's algorithm is not HS256.";
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.SignatureSecret), Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}")), signature))
            return "The signature was not made with our signature secret.";
        if (claims.Filled("iss") != "Vonage")
            return "The signature's issuer is not Vonage.";
        if (options.ApiKey.Length > 0 && claims.Filled("api_key") != options.ApiKey)
            return "The signature is for another account.";
        if (!double.TryParse(claims.Filled("iat"), NumberStyles.Float, CultureInfo.InvariantCulture, out var issued) || !(Math.Abs(now.ToUnixTimeSeconds() - issued) <= options.SignatureWindow.TotalSeconds))
            return "The signature's time is too far from the clock of this machine.";
        var hash = Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(claims.Filled("payload_hash")?.ToLowerInvariant() ?? ""), Encoding.ASCII.GetBytes(hash))
            ? null
            : "The signature is for another body.";
    }

    private static Fields? Decode(string part) => Bytes(part) is { } json ? Fields.OfJson(Encoding.UTF8.GetString(json)) : null;

    private static byte[]? Bytes(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
