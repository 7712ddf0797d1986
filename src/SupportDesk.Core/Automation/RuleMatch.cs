namespace SupportDesk.Automation;

/// <summary>A text that a rule may answer.</summary>
/// <param name="Text">What the customer wrote.</param>
/// <param name="SupportNumber">The number that was texted, canonical.</param>
/// <param name="At">When it came in.</param>
/// <param name="IsFirst">It opened its ticket.</param>
public sealed record Occasion(string Text, string SupportNumber, DateTimeOffset At, bool IsFirst);

/// <summary>A rule that answers a text.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Keyword">The rule's keyword that was found, as the rule writes it; of a rule without keywords the text's first word.</param>
/// <param name="Rest">The text behind the keyword.</param>
public sealed record RuleMatch(ReplyRule Rule, string Keyword, string Rest);

/// <summary>Which texts a rule answers.</summary>
public sealed partial record ReplyRule
{
    /// <summary>Null when it does not answer this one. <paramref name="words"/> are the text's.</summary>
    internal RuleMatch? Match(Occasion occasion, TextWords words) =>
        Enabled
        && (!OnlyFirst || occasion.IsFirst)
        && (Numbers.Count == 0 || Numbers.Contains(occasion.SupportNumber))
        && IsTime(occasion.At)
            ? Find(words)
            : null;

    /// <summary>How it would answer a text that it does not match: a preview shows it.</summary>
    public RuleMatch Imagine(string text) => TextWords.Of(text) is var words && Find(words) is { } match ? match : FirstWord(words);

    private bool IsTime(DateTimeOffset at) => Hours is RuleHours.Always || Opening.AreAt(at) == (Hours is RuleHours.Within);

    private RuleMatch? Find(TextWords words) => Keywords.Count == 0 ? FirstWord(words) : Keywords.Select((keyword, at) => Find(keyword, sought[at], words)).FirstOrDefault(match => match is not null);

    private RuleMatch? Find(string keyword, TextWords spoken, TextWords words)
    {
        var place = words.PlaceOf(spoken);
        var stands = Place switch
        {
            KeywordPlace.WholeText => place == 0 && words.Count == spoken.Count,
            KeywordPlace.FirstWord => place == 0,
            _ => place >= 0,
        };
        return stands ? new(this, keyword, words.Behind(place + spoken.Count - 1)) : null;
    }

    private RuleMatch FirstWord(TextWords words) => words.Count == 0 ? new(this, "", "") : new(this, words.Written(0), words.Behind(0));
}
