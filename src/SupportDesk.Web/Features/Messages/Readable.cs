using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using SupportDesk.Exchanges;

namespace SupportDesk.Web.Features.Messages;

/// <summary>Bodies in a form that is easier to read than the raw one, which stays beside it.</summary>
internal static class Readable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null when it is neither whole JSON nor a form.</summary>
    public static string? Of(ExchangeBody body) => body.Text.AsSpan().TrimStart('\ufeff').TrimStart() is ['{' or '[', ..] ? Json(body.Text) : Pairs(body.Text);

    /// <summary>A query or a form, decoded, a pair on each line; null when it is none.</summary>
    public static string? Pairs(string text)
    {
        if (!text.Contains('=', StringComparison.Ordinal) || text.Contains('<', StringComparison.Ordinal) || text.Contains('\n', StringComparison.Ordinal))
            return null;
        return string.Join('\n', text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var mark = pair.IndexOf('=', StringComparison.Ordinal);
            return mark < 0 ? WebUtility.UrlDecode(pair) : $"{WebUtility.UrlDecode(pair[..mark])} = {WebUtility.UrlDecode(pair[(mark + 1)..])}";
        }));
    }

    /// <summary>Null when it is cut off, or holds half a character.</summary>
    private static string? Json(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text.TrimStart('\ufeff'));
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
