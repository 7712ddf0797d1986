using System.Globalization;

namespace SupportDesk.Storage;

/// <summary>Index keys: parts joined by '|', so that a leading part can be queried as a prefix and a time sorts as text.</summary>
public static class IndexKey
{
    private const char Separator = '|';
    private const char JustAfterSeparator = '}';

    public static string Of(params ReadOnlySpan<string> parts)
    {
        var escaped = new string[parts.Length];
        for (var at = 0; at < parts.Length; at++)
            escaped[at] = Escape(parts[at]);
        return string.Join(Separator, escaped);
    }

    /// <summary>Above every key that begins with these parts; a query from there skips them all.</summary>
    public static string After(params ReadOnlySpan<string> parts) => Of(parts) + JustAfterSeparator;

    /// <summary>A time as a part: UTC, fixed width, sortable to the tick.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    /// <summary>Below every key that begins with these parts.</summary>
    internal static string Floor(ReadOnlySpan<string> parts) => Of(parts) + Separator;

    private static string Escape(string part) =>
        part.AsSpan().IndexOfAny(Separator, '\\') < 0
            ? part
            : part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\p", StringComparison.Ordinal);
}
