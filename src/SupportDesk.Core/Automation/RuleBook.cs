using System.Text.Json.Serialization;
using SupportDesk.Storage;

namespace SupportDesk.Automation;

/// <summary>
/// All rules in their order. They are one document because their order is one thing: moving a rule is one save, and no two nodes ever see half of it.
/// </summary>
public sealed partial record RuleBook : Document, IStored<RuleBook>
{
    /// <summary>There is one.</summary>
    public const string TheOne = "rules";

    public const int MostRules = 100;

    /// <summary>The first that matches a text answers it.</summary>
    public IReadOnlyList<ReplyRule> Rules { get; init => field = value ?? []; } = [];

    /// <summary>The highest id that a rule ever had: none is given twice.</summary>
    public int LastId { get; init; }

    [JsonIgnore]
    public bool IsFull => Rules.Count >= MostRules;

    public ReplyRule? Find(int id) => Rules.FirstOrDefault(rule => rule.Id == id);

    /// <summary>True when another rule than this one has its name.</summary>
    public bool HasAnotherNamed(ReplyRule rule) =>
        Rules.Any(other => other.Id != rule.Id && string.Equals(other.Name, rule.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first rule that answers such a text; null when none does.</summary>
    public RuleMatch? Match(Occasion occasion)
    {
        if (Rules.Count == 0)
            return null;
        var words = TextWords.Of(occasion.Text);
        return Rules.Select(rule => rule.Match(occasion, words)).FirstOrDefault(match => match is not null);
    }

    public static DocumentType<RuleBook> Stored { get; } = new("reply_rules", DeskJson.Shape.RuleBook);
}
