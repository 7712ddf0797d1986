using System.Buffers;
using System.Globalization;

namespace SupportDesk.Messages;

/// <summary>
/// The arithmetic of SMS (3GPP TS 23.038 and 23.040): which alphabet a text needs, and how many segments it makes. A character that takes two units is never
/// split over two segments, so a text can make more segments than a division says.
/// </summary>
public static class Segments
{
    private const string Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private const string Extension = "\f^{}\\[~]|€";

    private static readonly SearchValues<char> Gsm = SearchValues.Create(Basic + Extension);
    private static readonly SearchValues<char> Extended = SearchValues.Create(Extension);

    public static SegmentCount Count(ReadOnlySpan<char> text)
    {
        var encoding = text.ContainsAnyExcept(Gsm) ? SmsEncoding.Ucs2 : SmsEncoding.Gsm7;
        var (whole, part) = encoding is SmsEncoding.Gsm7 ? (160, 153) : (70, 67);
        var units = text.Length + (encoding is SmsEncoding.Gsm7 ? ExtendedIn(text) : 0);
        if (units <= whole)
            return new(encoding, units, 1, whole - units);
        var (segments, used) = Fill(text, encoding, part);
        return new(encoding, units, segments, part - used);
    }

    /// <summary>The characters that make a text UCS-2, each once, in their order.</summary>
    public static IReadOnlyList<string> OutsideGsm(string text) =>
        [.. Elements(text).Where(element => element.AsSpan().ContainsAnyExcept(Gsm)).Distinct()];

    /// <summary>
    /// A text as several of at most that many segments each, parted at white space where there is some near the end, else between characters.
    /// Nothing is lost but the one white space at a parting; a line break of CR and LF is one.
    /// </summary>
    public static IReadOnlyList<string> Split(string text, int mostSegments)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSegments, 1);
        var parts = new List<string>();
        var rest = text;
        while (Count(rest).Segments > mostSegments)
        {
            var (end, next) = Parting(rest, LongestFitting(rest, mostSegments));
            parts.Add(rest[..end]);
            rest = rest[next..];
        }

        if (rest.Length > 0 || parts.Count == 0)
            parts.Add(rest);
        return parts;
    }

    private static (int Segments, int Used) Fill(ReadOnlySpan<char> text, SmsEncoding encoding, int part)
    {
        var (segments, used) = (1, 0);
        for (var at = 0; at < text.Length; at++)
        {
            var pair = encoding is SmsEncoding.Ucs2 && at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
            var units = pair || (encoding is SmsEncoding.Gsm7 && Extended.Contains(text[at])) ? 2 : 1;
            if (used + units > part)
                (segments, used) = (segments + 1, 0);
            used += units;
            at += pair ? 1 : 0;
        }

        return (segments, used);
    }

    private static int ExtendedIn(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var letter in text)
            count += Extended.Contains(letter) ? 1 : 0;
        return count;
    }

    /// <summary>The longest beginning that fits, ending between two characters as a person sees them; at least one character.</summary>
    private static int LongestFitting(string text, int mostSegments)
    {
        var (fits, over) = (0, Math.Min(text.Length, (mostSegments * 153) + 8) + 1);
        while (over - fits > 1)
        {
            var middle = (fits + over) / 2;
            (fits, over) = Count(text.AsSpan(0, middle)).Segments <= mostSegments ? (middle, over) : (fits, middle);
        }

        return BetweenCharacters(text, fits);
    }

    private static int BetweenCharacters(string text, int end)
    {
        var at = 0;
        while (at < end && StringInfo.GetNextTextElementLength(text, at) is var length && at + length <= end)
            at += length;

        // A single character larger than all that fits is cut by force, but not inside a surrogate pair.
        return at > 0 ? at : char.IsHighSurrogate(text[end - 1]) && end > 1 ? end - 1 : end;
    }

    /// <summary>White space in the second half of what fits is the better place to part; it is dropped.</summary>
    private static (int End, int Next) Parting(string text, int fits)
    {
        for (var at = Math.Min(fits, text.Length - 1); at > fits / 2; at--)
        {
            if (MayBreak(text[at]))
                return Around(text, at);
        }

        return (fits, fits);
    }

    /// <summary>No-break spaces are there to hold together what stands on both sides.</summary>
    private static bool MayBreak(char letter) => char.IsWhiteSpace(letter) && letter is not ('\u00a0' or '\u2007' or '\u202f');

    private static (int End, int Next) Around(string text, int at)
    {
        var end = text[at] == '\n' && at > 0 && text[at - 1] == '\r' ? at - 1 : at;
        var next = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;
        return (end, next);
    }

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }
}
