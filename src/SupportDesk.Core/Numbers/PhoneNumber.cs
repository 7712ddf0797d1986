using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportDesk.Numbers;

/// <summary>
/// Reads the phone numbers that people type, strictly: what could be meant in two ways is asked back. What providers send is read by <see cref="Originator"/>.
/// </summary>
public static partial class PhoneNumber
{
    private const int FewestDigits = 8;
    private const int MostDigits = 15;
    private const string Example = "such as +31 6 12345678";
    private const string CountryCodeMissing = $"Write the country code, {Example}.";

    /// <summary>
    /// True with the number as "+" and 8 to 15 digits (E.164); false with a sentence that tells the person why not. Digits of every script are digits:
    /// who types ٣ or 3 means 3.
    /// </summary>
    public static bool TryRead(string? typed, out string number, out string problem)
    {
        var compact = Compact(typed ?? "");
        var written = NotDialledFromAbroad().Replace(compact, "");
        var digits = written switch
        {
            ['+', ..] => written[1..],
            ['0', '0', ..] => written[2..],
            _ => written,
        };
        problem = Problem(written, digits) is { Length: > 0 } wrong ? wrong : BeginsWithAreaCode(compact) ? CountryCodeMissing : "";
        number = problem.Length == 0 ? "+" + digits : "";
        return problem.Length == 0;
    }

    /// <summary>A number as logs may show it: "+3161…78". Of a short one, or of a name, less remains.</summary>
    public static string Masked(string number) => number.Length switch
    {
        >= 9 => $"{number[..5]}…{number[^2..]}",
        >= 4 => $"{number[..1]}…",
        _ => "…",
    };

    private static string Problem(string written, string digits)
    {
        if (written.Length == 0)
            return "Enter a phone number.";
        if (written.Any(char.IsLetter))
            return "A phone number has no letters.";
        if (!digits.All(char.IsAsciiDigit))
            return "Use only digits, with one plus in front.";
        if (digits is ['0', ..])
            return digits.Length == written.Length ? CountryCodeMissing : $"A country code does not begin with 0. Write the number without it, {Example}.";
        if (digits.Length < FewestDigits)
            return $"This number is too short: with its country code it has at least {FewestDigits} digits.";
        return digits.Length > MostDigits ? $"This number is too long: with its country code it has at most {MostDigits} digits." : "";
    }

    /// <summary>(212) 555-0100: brackets at the front are around an area code, unless a country's + or 00 is in them.</summary>
    private static bool BeginsWithAreaCode(string compact) =>
        compact is ['(', ..] && compact.TrimStart('(') is [not '+', ..] and not ['0', '0', ..];

    /// <summary>Without what people part numbers with, and without what comes along invisibly when a number is copied; digits and plus in ASCII.</summary>
    private static string Compact(string typed)
    {
        var compact = new StringBuilder(Math.Min(typed.Length, 64));
        foreach (var rune in typed.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber)
                compact.Append((int)Rune.GetNumericValue(rune));
            else if (rune.Value is '＋' or '﹢')
                compact.Append('+');
            else if (!IsPunctuation(rune))
                compact.Append(rune.ToString());
        }

        return compact.ToString();
    }

    private static bool IsPunctuation(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || rune.Value is '.' or '/' or '·'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format or UnicodeCategory.Control;

    /// <summary>The "(0)" of +31 (0)6, and the brackets around an area code.</summary>
    [GeneratedRegex(@"(?<=^(?:\+|00)[0-9]{1,3})\(0\)|[()]")]
    private static partial Regex NotDialledFromAbroad();
}
