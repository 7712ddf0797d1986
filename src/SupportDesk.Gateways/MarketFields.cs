using SupportDesk.NumberOrders;

namespace SupportDesk.Gateways;

/// <summary>What providers say about numbers, read leniently: what is missing or strange is left out.</summary>
internal static class MarketFields
{
    private const int FewestDigits = 8;
    private const int MostDigits = 15;
    private const int LongestWords = 200;

    /// <summary>A number with or without its plus as "+" and digits; null when it is none.</summary>
    public static string? Number(string? written)
    {
        var digits = written?.Trim().TrimStart('+');
        return digits is { Length: >= FewestDigits and <= MostDigits } && digits.All(char.IsAsciiDigit) && digits[0] != '0' ? "+" + digits : null;
    }

    public static NumberFeatures Features(IEnumerable<string>? names) =>
        (names ?? []).Aggregate(NumberFeatures.None, (known, name) => known | (Enum.TryParse<NumberFeatures>(name, ignoreCase: true, out var feature) && Enum.IsDefined(feature) ? feature : NumberFeatures.None));

    /// <summary>Two letters; what is none is as it was asked for.</summary>
    public static string Country(string? written, string asked) => written is { Length: 2 } && written.All(char.IsAsciiLetter) ? written.ToUpperInvariant() : asked;

    /// <summary>Null when it is no currency's three letters.</summary>
    public static string? Currency(string? written) => written is { Length: 3 } && written.All(char.IsAsciiLetter) ? written.ToUpperInvariant() : null;

    /// <summary>A provider's own words, not longer than a page can take.</summary>
    public static string Words(string? written) => written is { Length: > LongestWords } ? written[..LongestWords] : written ?? "";
}
