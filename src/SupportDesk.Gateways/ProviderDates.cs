using System.Globalization;

namespace SupportDesk.Gateways;

/// <summary>
/// The ways in which providers write a time, UTC where they give no zone. One that cannot be read is no reason to lose a text: it is null.
/// Only whole dates count, so that the answer never depends on today. (Vonage's yyMMddHHmm is not among them: ten digits are Unix seconds here.)
/// </summary>
internal static class ProviderDates
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyyMMddHHmmss",
        "ddd, d MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss 'GMT'",
    ];

    public static DateTimeOffset? Read(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var text = RestorePlus(written.Trim());
        if (text.Length is 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
            return text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(unix) : DateTimeOffset.FromUnixTimeMilliseconds(unix);
        return DateTimeOffset.TryParseExact(WithoutNanoseconds(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact) ? exact : null;
    }

    /// <summary>The plus of an offset that was not escaped arrives as a space: "…T07:09:10 00:00".</summary>
    private static string RestorePlus(string text) =>
        text.Length > 6 && text[^6] == ' ' && text[^3] == ':' && text.Contains('T', StringComparison.Ordinal) ? $"{text[..^6]}+{text[^5..]}" : text;

    /// <summary>A second has at most seven decimals here.</summary>
    private static string WithoutNanoseconds(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
            return text;
        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - point > 8 ? text.Remove(point + 8, end - point - 8) : text;
    }
}
