namespace SupportDesk.Automation;

/// <summary>What administrators do with rules. A verb that cannot be done (somebody else was faster) returns its argument.</summary>
public sealed partial record RuleBook
{
    /// <summary>A new rule goes behind all others.</summary>
    public RuleBook Add(ReplyRule rule) =>
        IsFull || HasAnotherNamed(rule with { Id = 0 }) ? this : this with { LastId = LastId + 1, Rules = [.. Rules, rule with { Id = LastId + 1, Revision = 1 }] };

    /// <summary>What a rule says from now on; nothing changes when it is no longer what <paramref name="rule"/> was made from.</summary>
    public RuleBook Change(ReplyRule rule) =>
        Find(rule.Id)?.Revision != rule.Revision || HasAnotherNamed(rule) ? this : Replace(rule with { Revision = rule.Revision + 1 });

    public RuleBook Switch(int id, bool on, string by, DateTimeOffset at) => Find(id) is not { } rule || rule.Enabled == on
        ? this
        : Replace(rule with { Enabled = on, Revision = rule.Revision + 1, ChangedBy = by, ChangedAt = at });

    /// <summary>Nothing changes when the rule is no longer what was seen.</summary>
    public RuleBook Remove(int id, int revision) => Find(id)?.Revision != revision ? this : this with { Rules = [.. Rules.Where(rule => rule.Id != id)] };

    /// <summary>Changes places with the rule before it.</summary>
    public RuleBook MoveUp(int id) => Swap(PlaceOf(id) - 1);

    /// <summary>Changes places with the rule behind it.</summary>
    public RuleBook MoveDown(int id) => PlaceOf(id) is >= 0 and var place ? Swap(place) : this;

    private int PlaceOf(int id) => Rules.TakeWhile(rule => rule.Id != id).Count() is var place && place < Rules.Count ? place : -1;

    private RuleBook Swap(int first) => first < 0 || first + 1 >= Rules.Count
        ? this
        : this with { Rules = [.. Rules.Take(first), Rules[first + 1], Rules[first], .. Rules.Skip(first + 2)] };

    private RuleBook Replace(ReplyRule rule) => this with { Rules = [.. Rules.Select(other => other.Id == rule.Id ? rule : other)] };
}
