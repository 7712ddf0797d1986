using System.Text.RegularExpressions;

namespace SupportDesk.Consents;

/// <summary>Finds texts that sound as if the customer wanted no more of them. An agent decides: nothing is blocked by it.</summary>
public static partial class OptOutPhrases
{
    /// <summary>Longer texts are about something else, whatever they say in passing.</summary>
    private const int LongestText = 300;

    /// <summary>Whole words; white space, case and accents do not matter.</summary>
    private static readonly string[] Phrases =
    [
        "STOP TEXTING", "STOP MESSAGING", "STOP SENDING", "STOP CONTACTING", "STOP THESE", "STOP BOTHERING", "PLEASE STOP", "STOP PLEASE", "DON'T TEXT", "DONT TEXT", "DO NOT TEXT", "DON'T CONTACT", "DO NOT CONTACT",
        "NO MORE TEXTS", "NO MORE MESSAGES", "OPT OUT", "OPT ME OUT", "UNSUBSCRIBE", "TAKE ME OFF", "REMOVE ME", "REMOVE MY NUMBER", "LEAVE ME ALONE",
        "NIET MEER SMSEN", "GEEN SMS MEER", "GEEN BERICHTEN MEER", "STOP MET SMSEN", "AFMELDEN", "SCHRIJF MIJ UIT",
        "KEINE SMS MEHR", "KEINE NACHRICHTEN MEHR", "ABMELDEN", "HOREN SIE AUF", "HOR AUF",
        "NE M'ENVOYEZ PLUS", "PLUS DE SMS", "PLUS DE MESSAGES", "ARRETEZ", "DESABONNER", "DESINSCRIRE",
        "NO ME ENVIEN", "NO MAS MENSAJES", "DEJEN DE ENVIAR", "DARME DE BAJA",
        "NAO ENVIEM MAIS", "PAREM DE ENVIAR", "NON INVIATEMI", "BASTA MESSAGGI", "NON SCRIVETEMI",
    ];

    public static bool AreIn(string text)
    {
        if (text.Length > LongestText)
            return false;
        var words = $" {Between().Replace(Keywords.Compact(text.Replace('’', '\'')), " ").Trim()} ";
        return words is " STOP " || Phrases.Any(phrase => words.Contains($" {phrase} ", StringComparison.Ordinal));
    }

    /// <summary>What parts words, but for the apostrophe.</summary>
    [GeneratedRegex(@"[^\p{L}\p{N}']+")]
    private static partial Regex Between();
}
