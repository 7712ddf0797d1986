using System.Globalization;

namespace SupportDesk.Gateways;

/// <summary>The ways in which providers write a time. One that cannot be read is no reason to lose a text: it is null.</summary>
internal static class ProviderDates
{
    private static readonly string[] Compact = ["yyyyMMddHHmmss", "yyMMddHHmm", "yyyy-MM-dd HH:mm:ss"];

    public static DateTimeOffset? Read(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var text = written.Trim();
        if (DateTimeOffset.TryParseExact(text, Compact, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact))
            return exact;
        if (text.Length is 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
            return text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(unix) : DateTimeOffset.FromUnixTimeMilliseconds(unix);
        return DateTimeOffset.TryParse(RestorePlus(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var any) ? any : null;
    }

    /// <summary>The plus of an offset that was not escaped arrives as a space: "…T07:09:10 00:00".</summary>
    private static string RestorePlus(string text) =>
        text.Length > 6 && text[^6] == ' ' && text[^3] == ':' && text.Contains('T', StringComparison.Ordinal) ? $"{text[..^6]}+{text[^5..]}" : text;
}
