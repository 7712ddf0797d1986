using System.Text.RegularExpressions;

namespace SupportDesk.Numbers;

/// <summary>Reads the phone numbers that people type, strictly: what could be meant in two ways is asked back.</summary>
public static partial class PhoneNumber
{
    private const int FewestDigits = 8;
    private const int MostDigits = 15;

    /// <summary>True with the number as "+" and 8 to 15 digits (E.164); false with a sentence that tells the person why not.</summary>
    public static bool TryRead(string? typed, out string number, out string problem)
    {
        var written = Punctuation().Replace((typed ?? "").Trim(), "");
        var digits = written switch
        {
            ['+', ..] => written[1..],
            ['0', '0', ..] => written[2..],
            _ => written,
        };
        problem = Problem(written, digits);
        number = problem.Length == 0 ? "+" + digits : "";
        return problem.Length == 0;
    }

    private static string Problem(string written, string digits)
    {
        if (written.Length == 0)
            return "Enter a phone number.";
        if (written.Any(char.IsLetter))
            return "A phone number has no letters.";
        if (!digits.All(char.IsAsciiDigit))
            return "Use the digits 0 to 9, with a plus only in front.";
        if (digits is ['0', ..])
            return digits.Length == written.Length ? "Write the country code, such as +31 6 12345678." : "A country code does not begin with 0. Write it as in +31 6 12345678.";
        if (digits.Length < FewestDigits)
            return $"This number is too short: with its country code it has at least {FewestDigits} digits.";
        return digits.Length > MostDigits ? $"This number is too long: it has at most {MostDigits} digits." : "";
    }

    /// <summary>What people part numbers with, and the "(0)" of +31 (0)6, which is not dialled from abroad.</summary>
    [GeneratedRegex(@"(?<=^(?:\+|00)[^(]*)\(0\)|[\s\-().]")]
    private static partial Regex Punctuation();
}
