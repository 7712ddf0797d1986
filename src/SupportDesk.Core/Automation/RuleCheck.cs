using SupportDesk.Consents;

namespace SupportDesk.Automation;

/// <summary>What is wrong with one field of a rule, as a sentence.</summary>
public sealed record RuleProblem(string Field, string Sentence);

/// <summary>What a rule must be.</summary>
public sealed class RuleCheck(IReplyTemplates templates, Keywords reserved)
{
    public const int LongestName = 80;
    public const int LongestTemplate = 1000;
    public const int LongestKeyword = 50;
    private const int MostKeywords = 50;

    public IEnumerable<RuleProblem> Problems(ReplyRule rule, RuleBook book)
    {
        if (rule.Name.Length is 0 or > LongestName)
            yield return new(nameof(rule.Name), $"Give it a name of at most {LongestName} characters.");
        else if (book.HasAnotherNamed(rule))
            yield return new(nameof(rule.Name), "There is a rule of this name already.");
        if (KeywordProblem(rule) is { } keyword)
            yield return new(nameof(rule.Keywords), keyword);
        if (!OpeningHours.IsTimeZone(rule.Opening.TimeZone))
            yield return new(nameof(OpeningHours.TimeZone), "There is no such time zone. Write one such as Europe/Amsterdam or UTC.");
        if (rule.Hours is not RuleHours.Always && rule.Opening.Days.Count == 0)
            yield return new(nameof(OpeningHours.Days), "Choose at least one day.");
        if (TemplateProblem(rule.Template) is { } template)
            yield return new(nameof(rule.Template), template);
        if (rule.Id == 0 && book.IsFull)
            yield return new("", $"There are {RuleBook.MostRules} rules, and no room for one more.");
    }

    private string? TemplateProblem(string template) => template switch
    {
        _ when string.IsNullOrWhiteSpace(template) => "Write what is to be answered.",
        { Length: > LongestTemplate } => $"The answer must not be longer than {LongestTemplate} characters.",
        _ => templates.Check(template),
    };

    private string? KeywordProblem(ReplyRule rule)
    {
        if (rule.Keywords.Count > MostKeywords)
            return $"There is room for {MostKeywords} keywords.";
        foreach (var keyword in rule.Keywords)
        {
            if (keyword.Length > LongestKeyword || TextWords.Of(keyword).Count == 0)
                return $"“{keyword}” is no keyword: it needs a letter or digit, and has at most {LongestKeyword} characters.";
            if (rule.Place is KeywordPlace.WholeText && reserved.Read(keyword) is { Keyword: not Keyword.Yes } word)
                return $"“{keyword}” is one of the words of {Named(word.Keyword)}, which the desk answers before any rule.";
        }

        return null;
    }

    private static string Named(Keyword keyword) => keyword switch
    {
        Keyword.OptOut => "STOP",
        Keyword.Help => "HELP",
        _ => "START",
    };
}
