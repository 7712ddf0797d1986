using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDesk.Numbers;

/// <summary>What kind of sender an originator is, and so whether it can be answered.</summary>
public enum OriginatorKind
{
    /// <summary>A phone number in E.164 form.</summary>
    PhoneNumber,

    /// <summary>3 to 7 digits, valid inside one country only.</summary>
    ShortCode,

    /// <summary>A name such as "MyBank"; there is nobody to answer.</summary>
    Alphanumeric,
}

/// <summary>
/// The sender of a text in canonical form: "+" and 8 to 15 digits for a phone number, otherwise as it came.
/// Providers write numbers with and without the plus; this is the one place that decides. Reading what was read changes nothing.
/// </summary>
public readonly partial record struct Originator(string Value, OriginatorKind Kind)
{
    private const int LongestSender = 32;

    public bool CanBeAnswered => Kind is OriginatorKind.PhoneNumber;

    /// <summary>Reads what a provider sent. Null when nothing readable is left.</summary>
    public static Originator? Read(string? raw)
    {
        if (raw is null)
            return null;
        var text = new string([.. raw.Where(IsVisible)]).Trim();
        if (text.Length == 0)
            return null;
        var compact = NumberPunctuation().Replace(text, "");
        var dialled = compact.TrimStart('+');
        var digits = dialled.StartsWith("00", StringComparison.Ordinal) ? dialled[2..] : dialled;
        if (E164().IsMatch(digits))
            return new("+" + digits, OriginatorKind.PhoneNumber);
        if (ShortCode().IsMatch(compact))
            return new(compact, OriginatorKind.ShortCode);
        return new(Shortened(text), OriginatorKind.Alphanumeric);
    }

    /// <summary>An originator as a document keeps it.</summary>
    public static Originator Stored(string canonical) => Read(canonical) ?? new(canonical, OriginatorKind.Alphanumeric);

    public override string ToString() => Value;

    /// <summary>Direction marks and zero-width signs come along when a number is copied; in a name they only deceive.</summary>
    private static bool IsVisible(char letter) =>
        char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate);

    /// <summary>The sign at the end keeps what is left of a long name from reading as a number.</summary>
    private static string Shortened(string name) => name.Length <= LongestSender ? name : name[..(LongestSender - 1)].TrimEnd() + "…";

    [GeneratedRegex(@"[\s\-().]")]
    private static partial Regex NumberPunctuation();

    [GeneratedRegex(@"^[1-9][0-9]{7,14}$")]
    private static partial Regex E164();

    [GeneratedRegex("^[0-9]{3,7}$")]
    private static partial Regex ShortCode();
}
