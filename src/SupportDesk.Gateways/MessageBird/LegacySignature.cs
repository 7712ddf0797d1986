using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>
/// MessageBird's older signature, in the header MessageBird-Signature: Base64 of HMAC-SHA256 over the timestamp, the sorted query and the raw SHA-256 of the body,
/// joined by line feeds.
/// </summary>
internal static class LegacySignature
{
    public const string Header = "MessageBird-Signature";
    public const string TimestampHeader = "MessageBird-Request-Timestamp";

    /// <summary>Null when the signature is good; else what is wrong with it.</summary>
    public static string? Problem(WebhookRequest request, string signature, IEnumerable<string> keys, DateTimeOffset now, TimeSpan window)
    {
        if (!long.TryParse(request.Headers.GetValueOrDefault(TimestampHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp))
            return $"The header {TimestampHeader} is missing or no number.";
        if (Math.Abs(now.ToUnixTimeSeconds() - timestamp) > window.TotalSeconds)
            return "The signature's timestamp is too far from the clock of this machine.";
        var given = new byte[64];
        if (!Convert.TryFromBase64String(signature.Trim(), given, out var length))
            return "The signature is no Base64.";
        string[] queries = [SortedAgain(request.Query), SortedRaw(request.Query)];
        return keys.Any(key => queries.Any(query => CryptographicOperations.FixedTimeEquals(Sign(key, timestamp, query, request.Body.Span), given.AsSpan(0, length))))
            ? null
            : "The signature was not made with a signing key of ours, or not for this call.";
    }

    private static byte[] Sign(string key, long timestamp, string query, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}\n{query}\n")), .. SHA256.HashData(body)];
        return HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed);
    }

    /// <summary>Decoded, sorted by name, encoded as a form again: how most of the vendor's SDKs do it.</summary>
    private static string SortedAgain(string query)
    {
        var pairs = FormPairs.Of(query).OrderBy(pair => pair.Name, StringComparer.Ordinal);
        return string.Join('&', pairs.Select(pair => $"{Form(pair.Name)}={Form(pair.Value ?? "")}"));
    }

    /// <summary>Sorted as it stands: how the Java SDK does it.</summary>
    private static string SortedRaw(string query) => string.Join('&', query.Split('&').Order(StringComparer.Ordinal));

    private static string Form(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
