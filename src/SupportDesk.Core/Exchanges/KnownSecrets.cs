using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SupportDesk.Exchanges;

/// <summary>The secrets that the settings hold, in every form in which they may stand in a call.</summary>
internal sealed class KnownSecrets(IReadOnlyList<string> secrets)
{
    /// <summary>The longest first: one secret may be the beginning of another.</summary>
    private readonly string[] forms = [.. secrets.SelectMany(Forms).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];

    /// <summary>Most texts hold none of them, and that is seen in one look.</summary>
    private readonly SearchValues<string> any = SearchValues.Create([.. secrets.SelectMany(Forms)], StringComparison.OrdinalIgnoreCase);

    public bool Are(IEnumerable<string> others) => secrets.SequenceEqual(others, StringComparer.Ordinal);

    public string Remove(string text)
    {
        if (!text.AsSpan().ContainsAny(any))
            return text;
        foreach (var form in forms)
            text = text.Replace(form, Redaction.Mark, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    private static IEnumerable<string> Forms(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        WebUtility.UrlEncode(secret),
        WebUtility.HtmlEncode(secret),
        JsonEncodedText.Encode(secret).ToString(),
        JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
    ];
}
