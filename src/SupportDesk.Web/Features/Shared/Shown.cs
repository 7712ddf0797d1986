using System.Globalization;
using System.Text;

namespace SupportDesk.Web.Features.Shared;

/// <summary>What strangers wrote, made safe to look at. Markup is the encoder's task; this is about characters that hide or reorder others.</summary>
public static class Shown
{
    /// <summary>Control characters and overrides of the writing direction become their code in brackets, [U+202E]. Line ends and tabs stay.</summary>
    public static string Text(string text)
    {
        if (!text.Any(IsHidden))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (!IsHidden(letter))
                shown.Append(letter);
            else
                shown.Append(CultureInfo.InvariantCulture, $"[U+{(int)letter:X4}]");
        }

        return shown.ToString();
    }

    /// <summary>A count that was counted no further than to <paramref name="limit"/>.</summary>
    public static string Count(int count, int limit) =>
        count < limit ? count.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{limit - 1}+");

    /// <summary>LRO and RLO turn honest letters round. Marks and isolates, which Arabic and Hebrew need, stay.</summary>
    private static bool IsHidden(char letter) =>
        (char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) || letter is '\u202d' or '\u202e';
}
