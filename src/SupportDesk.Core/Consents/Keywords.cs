using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace SupportDesk.Consents;

/// <summary>What a customer says with one word.</summary>
public enum Keyword
{
    /// <summary>STOP: no more texts.</summary>
    OptOut,

    /// <summary>START: texts again.</summary>
    OptIn,

    /// <summary>YES: texts again, when the customer has opted out; else an answer like any other.</summary>
    Yes,

    /// <summary>HELP: who is this?</summary>
    Help,
}

/// <summary>A keyword as it was found in a text.</summary>
/// <param name="Keyword">What it asks for.</param>
/// <param name="Word">As the settings write it.</param>
public sealed record SpokenWord(Keyword Keyword, string Word);

/// <summary>
/// Finds the keywords of the settings. A text is one when it is nothing else: white space around it, punctuation at its end, case and accents do not matter.
/// </summary>
public sealed class Keywords(IOptions<ConsentOptions> options)
{
    /// <summary>No keyword is longer, with all that may be around it.</summary>
    private const int LongestText = 100;

    private static readonly Dictionary<char, char> Plain = PlainLetters(
        "AÀÁÂÃÄÅĀĂĄ", "CÇĆĈĊČ", "DĎĐ", "EÈÉÊËĒĔĖĘĚ", "GĜĞĠĢ", "HĤĦ", "IÌÍÎÏĨĪĬĮİ", "JĴ", "KĶ", "LĹĻĽŁ", "NÑŃŅŇ", "OÒÓÔÕÖØŌŎŐ", "RŔŖŘ", "SŚŜŞŠȘ", "TŢŤŦȚ", "UÙÚÛÜŨŪŬŮŰŲ", "WŴ", "YÝŶŸ", "ZŹŻŽ",
        "ΑΆ", "ΕΈ", "ΗΉ", "ΙΊ", "ΟΌ", "ΥΎ", "ΩΏ");

    private readonly Dictionary<string, SpokenWord> known = options.Value.Lists
        .SelectMany(list => ConsentOptions.Words(list.Words).Select(word => new SpokenWord(list.Keyword, word)))
        .ToDictionary(spoken => Compact(spoken.Word), StringComparer.Ordinal);

    /// <summary>Null when the text is no keyword, whatever it holds.</summary>
    public SpokenWord? Read(string text) => text.Length > LongestText ? null : known.GetValueOrDefault(Compact(text));

    /// <summary>A text as words are compared: upper case without accents, one space for any white space, nothing invisible, no punctuation at its end.</summary>
    public static string Compact(string text)
    {
        var compact = new StringBuilder(text.Length);
        foreach (var letter in text.Where(IsVisible))
        {
            if (!char.IsWhiteSpace(letter))
                compact.Append(PlainOf(letter));
            else if (compact.Length > 0 && compact[^1] != ' ')
                compact.Append(' ');
        }

        var end = compact.Length;
        while (end > 0 && (compact[end - 1] == ' ' || char.IsPunctuation(compact[end - 1])))
            end--;
        return compact.ToString(0, end);
    }

    /// <summary>Also without the marks that stand after their letter, when an accent is written so.</summary>
    private static bool IsVisible(char letter) =>
        char.IsWhiteSpace(letter) || char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark);

    private static char PlainOf(char letter)
    {
        // Letters as wide as Chinese ones, which some phones write, are the same letters.
        var narrow = letter is >= '！' and <= '～' ? (char)(letter - '！' + '!') : letter;
        var upper = char.ToUpperInvariant(narrow);
        return Plain.GetValueOrDefault(upper, upper);
    }

    private static Dictionary<char, char> PlainLetters(params ReadOnlySpan<string> families)
    {
        var plain = new Dictionary<char, char>();
        foreach (var family in families)
        {
            foreach (var letter in family[1..])
                plain[letter] = family[0];
        }

        return plain;
    }
}
