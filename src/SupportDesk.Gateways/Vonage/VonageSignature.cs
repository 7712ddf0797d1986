using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Vonage;

/// <summary>
/// Vonage's parameter "sig": over all parameters but itself, sorted by name as bytes, with "&amp;" and "=" inside them made "_", each written "&amp;name=value".
/// </summary>
internal static class VonageSignature
{
    public const string Name = "sig";

    /// <summary>Lower-case hex over the parameters.</summary>
    public static string Of(IEnumerable<(string Name, string Value)> parameters, string secret, VonageSignatureMethod method)
    {
        var sorted = parameters.Where(pair => pair.Name != Name).OrderBy(pair => pair.Name, StringComparer.Ordinal);
        var text = string.Concat(sorted.Select(pair => $"&{Plain(pair.Name)}={Plain(pair.Value)}"));
        return Convert.ToHexStringLower(Hash(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(secret), method));
    }

    /// <summary>Null when the signature is good; else what is wrong with it.</summary>
    public static string? Problem(WebhookRequest request, VonageOptions options, DateTimeOffset now)
    {
        var fields = Fields.Of(request);
        if (fields.Filled(Name) is not { } given)
            return "The call is not signed.";
        if (!Candidates(request).Any(parameters => IsSame(given, Of(parameters, options.SignatureSecret, options.SignatureMethod))))
            return "The signature was not made with our signature secret and method, or not for this call.";
        if (!long.TryParse(fields.Filled("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp))
            return "The signed call has no timestamp.";
        return Math.Abs((double)now.ToUnixTimeSeconds() - timestamp) > options.SignatureWindow.TotalSeconds
            ? "The signature's timestamp is too far from the clock of this machine."
            : null;
    }

    /// <summary>
    /// What may have been signed: what the call carries, with or without what the address was set up with; and Vonage's own libraries do not agree on empty values.
    /// </summary>
    private static IEnumerable<List<(string Name, string Value)>> Candidates(WebhookRequest request)
    {
        var query = Pairs(request.Query);
        List<(string Name, string Value)> body = request.Body.IsEmpty ? [] : BodyPairs(Encoding.UTF8.GetString(request.Body.Span));
        List<(string Name, string Value)> all = [.. body, .. query];
        List<List<(string Name, string Value)>> sets = body.Count > 0 && query.Count > 0 ? [body, all] : [all];
        return sets.SelectMany(set => set.Any(pair => pair.Value.Length == 0) ? new[] { set, [.. set.Where(pair => pair.Value.Length > 0)] } : [set]);
    }

    private static List<(string Name, string Value)> Pairs(string encoded) => [.. FormPairs.Of(encoded).Select(pair => (pair.Name, pair.Value ?? ""))];

    private static List<(string Name, string Value)> BodyPairs(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return [.. json.RootElement.EnumerateObject().Where(property => property.Value.ValueKind is not JsonValueKind.Null).Select(property => (property.Name, property.Value.ValueKind is JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText()))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return Pairs(body);
        }
    }

    private static string Plain(string text) => text.Replace('&', '_').Replace('=', '_');

    private static bool IsSame(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.ToLowerInvariant()), Encoding.UTF8.GetBytes(expected));

#pragma warning disable CA5350, CA5351 // Weak, but it is the provider who chooses.
    private static byte[] Hash(byte[] text, byte[] secret, VonageSignatureMethod method) => method switch
    {
        VonageSignatureMethod.Md5Hash => MD5.HashData([.. text, .. secret]),
        VonageSignatureMethod.Md5 => HMACMD5.HashData(secret, text),
        VonageSignatureMethod.Sha1 => HMACSHA1.HashData(secret, text),
        VonageSignatureMethod.Sha256 => HMACSHA256.HashData(secret, text),
        _ => HMACSHA512.HashData(secret, text),
    };
#pragma warning restore CA5350, CA5351
}
