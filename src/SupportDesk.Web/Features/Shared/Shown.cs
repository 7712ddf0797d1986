using System.Globalization;
using System.Text;

namespace SupportDesk.Web.Features.Shared;

/// <summary>What strangers wrote, made safe to look at. Markup is the encoder's task; this is about characters that hide or reorder others.</summary>
public static class Shown
{
    private const int ControlPictures = 0x2400;
    private const char DeletePicture = '\u2421';

    /// <summary>Control characters become their pictures (␀, ␛), overrides of the writing direction their code in brackets. Line ends and tabs stay.</summary>
    public static string Text(string text)
    {
        if (!text.Any(IsHidden))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (!IsHidden(letter))
                shown.Append(letter);
            else if (letter < ' ')
                shown.Append((char)(ControlPictures + letter));
            else if (letter == '\u007f')
                shown.Append(DeletePicture);
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
