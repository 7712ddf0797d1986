using SupportDesk.Numbers;

namespace SupportDesk.Consents;

/// <summary>The words with which customers opt out and in, and what they are answered (section "Consent"). Lists are separated by commas.</summary>
public sealed class ConsentOptions
{
    public const string Section = "Consent";

    private const int LongestWord = 32;

    /// <summary>Three SMS hold it, whatever the name that is filled in adds.</summary>
    private const int LongestAnswer = 320;

    public string OptOutWords { get; set; } =
        "STOP, STOPALL, STOP ALL, UNSUBSCRIBE, CANCEL, END, QUIT, REVOKE, OPTOUT, OPT-OUT, OPT OUT, REMOVE, ARRET, HALT, DETENER, PARAR, FERMA, STOPP, AFMELDEN, ABMELDEN, СТОП";

    public string OptInWords { get; set; } = "START, UNSTOP, BEGIN, RESUME, REVERT";

    /// <summary>Words that opt in only a customer who has opted out: customers answer agents so.</summary>
    public string YesWords { get; set; } = "YES";

    public string HelpWords { get; set; } = "HELP, INFO, AIUTO, AYUDA, HILFE, AIDE, AJUDA";

    /// <summary>The one text after an opt-out; {number} and {name} are filled in. Empty: none.</summary>
    public string OptOutAnswer { get; set; } = "You have opted out and will get no more texts from {name}. Reply START to get them again.";

    public string OptInAnswer { get; set; } = "You will get texts from {name}. Reply STOP to get no more.";

    public string HelpAnswer { get; set; } = "This is {name}. Text us your question here and a person answers. Reply STOP to get no more texts.";

    /// <summary>Whether a carrier answers keywords by itself, where that is otherwise than the gateway says; the key is the gateway's name.</summary>
    public Dictionary<string, bool> CarrierAnswers { get; init; } = [];

    /// <summary>What is wrong, in sentences that name the setting.</summary>
    /// <param name="gateways">Names of the gateways that there are.</param>
    public IEnumerable<string> Problems(IReadOnlyCollection<string> gateways)
    {
        if (!Words(OptOutWords).Any())
            yield return "Consent:OptOutWords must hold at least one word, such as STOP.";
        foreach (var word in Lists.SelectMany(list => Words(list.Words)).Where(word => word.Length > LongestWord || Keywords.Compact(word) is not [_, _, ..]))
            yield return $"Consent: \"{word}\" is no keyword; it needs two letters at least, and {LongestWord} at most.";
        foreach (var twice in Lists.SelectMany(list => Words(list.Words)).GroupBy(Keywords.Compact, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return $"Consent: the keyword {twice.Key} stands there twice. A word can mean one thing only.";
        foreach (var (setting, answer) in new[] { (nameof(OptOutAnswer), OptOutAnswer), (nameof(OptInAnswer), OptInAnswer), (nameof(HelpAnswer), HelpAnswer) })
        {
            if (AnswerProblem($"Consent:{setting}", answer) is { } problem)
                yield return problem;
        }

        foreach (var unknown in CarrierAnswers.Keys.Except(gateways, StringComparer.Ordinal))
            yield return $"Consent:CarrierAnswers:{unknown}: there is no carrier of that name ({string.Join(", ", gateways.Order(StringComparer.Ordinal))}).";
    }

    /// <summary>What is wrong with an answer to a keyword; null when nothing is.</summary>
    public static string? AnswerProblem(string setting, string answer)
    {
        if (answer.Length > LongestAnswer)
            return $"{setting} must not be longer than {LongestAnswer} characters.";
        return answer.Contains("{code}", StringComparison.Ordinal) || SupportNumber.UnknownPlaceholder(answer) is not null
            ? $"{setting} has a placeholder that nothing fills in; there are {{number}} and {{name}}."
            : null;
    }

    internal IEnumerable<(Keyword Keyword, string Words)> Lists =>
        [(Keyword.OptOut, OptOutWords), (Keyword.OptIn, OptInWords), (Keyword.Yes, YesWords), (Keyword.Help, HelpWords)];

    internal static IEnumerable<string> Words(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
