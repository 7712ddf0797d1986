using System.Security.Cryptography;
using System.Text;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Twilio;

/// <summary>
/// Twilio's header X-Twilio-Signature: Base64 of HMAC-SHA1 over the full address and, of a form, every name and value in the order of the names.
/// A JSON body is covered by its hash, which stands in the address as bodySHA256.
/// </summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    private const string BodyHash = "bodySHA256";

    /// <summary>Null when the signature is good; else what is wrong with it.</summary>
    public static string? Problem(WebhookRequest request, string token)
    {
        if (request.Headers.GetValueOrDefault(Header) is not { Length: > 0 } signature)
            return "The call is not signed.";
        var given = new byte[64];
        if (!Convert.TryFromBase64String(signature.Trim(), given, out var length))
            return "The signature is no Base64.";
        var hash = FormPairs.Of(request.Query).FirstOrDefault(pair => pair.Name == BodyHash).Value;
        var parameters = hash is null ? Parameters(request) : "";
        if (!Addresses(request.Url).Any(address => CryptographicOperations.FixedTimeEquals(Sign(address + parameters, token), given.AsSpan(0, length))))
            return "The signature was not made with our token, or not for this call: Web:PublicOrigin (PUBLIC_ORIGIN) must be the origin that Twilio calls.";
        return hash is null || Convert.ToHexString(SHA256.HashData(request.Body.Span)).Equals(hash, StringComparison.OrdinalIgnoreCase) ? null : "The signature is for another body.";
    }

    /// <summary>Values are taken as they are, empty ones too; those of one name follow each other.</summary>
    private static string Parameters(WebhookRequest request) => string.Concat(
        FormPairs.Of(Encoding.UTF8.GetString(request.Body.Span))
            .GroupBy(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => same.Key + string.Concat(same)));

    /// <summary>Twilio does not always sign the same way whether the standard port is written out.</summary>
    private static IEnumerable<string> Addresses(string url)
    {
        yield return url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.IsDefaultPort)
            yield break;
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.IndexOfAny(['/', '?'], start) is >= 0 and var found ? found : url.Length;
        var port = $":{address.Port}";
        yield return url[start..end].EndsWith(port, StringComparison.Ordinal) ? url.Remove(end - port.Length, port.Length) : url.Insert(end, port);
    }

#pragma warning disable CA5350 // Weak, but it is the provider who chooses.
    private static byte[] Sign(string text, string token) => HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
}
