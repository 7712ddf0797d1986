using System.Text.RegularExpressions;

namespace SupportDesk.Automation;

/// <summary>
/// The words of a text as they are compared: case, accents, white space and punctuation do not matter. Letters of scripts that put no spaces between
/// words are a word each, so that a keyword of several is found in the middle of a sentence.
/// </summary>
public sealed partial class TextWords
{
    private readonly string text;
    private readonly List<(string Word, int Start, int End)> words;

    private TextWords(string text, List<(string Word, int Start, int End)> words) => (this.text, this.words) = (text, words);

    public int Count => words.Count;

    /// <summary>All of them, one space between.</summary>
    public string Plain => string.Join(' ', words.Select(word => word.Word));

    public static TextWords Of(string text) => new(text, [.. Word().Matches(text)
        .Select(match => (Word: Consents.Keywords.Compact(match.Value.Replace('’', '\'')).Trim('\''), Start: match.Index, End: match.Index + match.Length))
        .Where(word => word.Word.Length > 0)]);

    /// <summary>Where these words stand one behind the other for the first time; -1 when they do not, or when there are none.</summary>
    public int PlaceOf(TextWords sought)
    {
        for (var place = 0; sought.Count > 0 && place + sought.Count <= Count; place++)
        {
            if (StandAt(place, sought))
                return place;
        }

        return -1;
    }

    /// <summary>A word as it was written.</summary>
    public string Written(int place) => text[words[place].Start..words[place].End];

    /// <summary>The text behind a word, without what parts it from the word.</summary>
    public string Behind(int place) => text[words[place].End..].TrimStart([' ', '\t', '\r', '\n', '\u00a0', ':', ',', ';', '.', '!', '?', '-', '–', '—']).TrimEnd();

    private bool StandAt(int place, TextWords sought)
    {
        for (var at = 0; at < sought.Count; at++)
        {
            if (words[place + at].Word != sought.words[at].Word)
                return false;
        }

        return true;
    }

    /// <summary>A letter of a script without case; a run of other letters, digits and what belongs to them; a sign or picture.</summary>
    [GeneratedRegex(@"\p{Lo}\p{M}*|[\p{L}\p{M}\p{N}\p{Cf}'’-[\p{Lo}]]+|\p{S}|\p{Cs}{2}")]
    private static partial Regex Word();
}
