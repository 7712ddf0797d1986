namespace SupportDesk.Automation;

/// <summary>Why the desk does not answer a text by itself.</summary>
/// <param name="Name">Short and stable: metrics count by it.</param>
/// <param name="Words">What agents and the log read.</param>
/// <param name="IsTold">The conversation says so at the text. What it says anyway, or what is a setting, it does not repeat there.</param>
public sealed record Withheld(string Name, string Words, bool IsTold = true)
{
    public static readonly Withheld NotConfigured = new("not_configured", "none is configured", IsTold: false);

    public static readonly Withheld CarrierAnswers = new("carrier_answers", "the carrier answers keywords itself", IsTold: false);

    public static readonly Withheld CarrierAnswered = new("carrier_answered", "the carrier says that it has answered", IsTold: false);

    public static readonly Withheld OptedOut = new("opted_out", "the customer has opted out", IsTold: false);

    public static readonly Withheld CannotBeAnswered = new("unanswerable", "the sender cannot be answered", IsTold: false);

    public static readonly Withheld OwnNumber = new("own_number", "the sender is one of our own numbers");

    public static readonly Withheld SoundsAutomatic = new("machine", "the text sounds like the automatic answer of a machine");

    public static readonly Withheld Repeated = new("repeated", "the sender had written the same a short while before");

    public static readonly Withheld Echo = new("echo", "the text repeats an automatic answer of ours");

    public static readonly Withheld Burst = new("burst", "the sender had been answered a moment before");

    public static readonly Withheld HadItsShare = new("share", "the sender has had its share of automatic answers for this hour");

    public static readonly Withheld Empty = new("empty", "the rule’s answer was empty");

    /// <summary>Counts it in the metrics.</summary>
    public Withheld Count()
    {
        if (IsTold)
            DeskMetrics.AnswersWithheld.Add(1, new KeyValuePair<string, object?>("reason", Name));
        return this;
    }
}
