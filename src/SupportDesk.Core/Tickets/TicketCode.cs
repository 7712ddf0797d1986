using System.Text.RegularExpressions;

namespace SupportDesk.Tickets;

/// <summary>
/// The short code that names a ticket to customers and agents: 6 signs (more when those run short) without letters that look or sound alike,
/// and without vowels, so that a code is hardly ever a word.
/// </summary>
public static partial class TicketCode
{
    private const string Alphabet = "2346789CDFHJKMNPQRTVWXY";
    private const int ShortestLength = 6;
    private const int MostQuoted = 3;

    /// <summary>A random code; each few collisions make it one sign longer.</summary>
    public static string Draw(Random chance, int collisions = 0) =>
        new(chance.GetItems<char>(Alphabet, ShortestLength + (collisions / 3)));

    /// <summary>What may be codes in a customer's text, upper case, the first few.</summary>
    public static IReadOnlyList<string> QuotedIn(string text) =>
        [.. Candidate().Matches(text).Select(match => match.Value.ToUpperInvariant()).Distinct().Take(MostQuoted)];

    /// <summary>The code in the form that it is stored in, whatever case and spaces a person typed. Null when it cannot be one.</summary>
    public static string? Normalize(string? typed) =>
        typed?.Trim().TrimStart('#') is { } trimmed && WholeCode().IsMatch(trimmed) ? trimmed.ToUpperInvariant() : null;

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[2346789CDFHJKMNPQRTVWXY]{6,9}(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();

    [GeneratedRegex("^[2346789CDFHJKMNPQRTVWXY]{6,9}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WholeCode();
}
