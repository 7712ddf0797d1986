namespace SupportDesk.Messages;

/// <summary>How the outbox works (section "Outbox").</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>How often the store is asked for due texts when nothing else wakes the outbox.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a claim holds; longer than any send can take.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Conversations that are sent to at the same time.</summary>
    public int Parallel { get; set; } = 8;

    /// <summary>Tries before a text that the provider was too busy for counts as failed.</summary>
    public int MostAttempts { get; set; } = 10;

    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A text that no gateway could be asked for in so long fails: an answer that comes days late serves nobody.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>After so many sends in a row that came to nothing a gateway is not asked for a while; 0: it always is.</summary>
    public int BreakAfter { get; set; } = 5;

    /// <summary>Within what time these sends must have come to nothing.</summary>
    public TimeSpan BreakWithin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the gateway is not asked; twice as long each time that one more text came to nothing.</summary>
    public TimeSpan FirstBreak { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan LongestBreak { get; set; } = TimeSpan.FromMinutes(5);
}

/// <summary>The waits between tries: doubling, capped, with jitter so that many texts do not come back at once.</summary>
public static class RetrySchedule
{
    private const double Jitter = 0.2;

    /// <summary>A provider that asks for more is asked again then: by mistake it might ask for a year.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    /// <summary>The wait after that many tries; null when there is no further one.</summary>
    /// <param name="options">First and longest wait, most tries.</param>
    /// <param name="attempts">Tries so far, at least 1.</param>
    /// <param name="retryAfter">What the provider asked for; never undercut, but at most an hour counts.</param>
    /// <param name="chance">0 to 1; spreads the wait over ±20 %.</param>
    public static TimeSpan? DelayAfter(OutboxOptions options, int attempts, TimeSpan? retryAfter, double chance)
    {
        if (attempts >= options.MostAttempts)
            return null;
        var doubled = options.FirstWait.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 40));
        var seconds = Math.Min(doubled, options.LongestWait.TotalSeconds) * (1 - Jitter + (2 * Jitter * chance));
        return AtLeast(TimeSpan.FromSeconds(seconds), retryAfter);
    }

    /// <summary>A wait, or what the provider asked for where that is longer.</summary>
    /// <param name="wait">The desk's own.</param>
    /// <param name="retryAfter">At most an hour counts.</param>
    public static TimeSpan AtLeast(TimeSpan wait, TimeSpan? retryAfter)
    {
        var asked = retryAfter > LongestRetryAfter ? LongestRetryAfter : retryAfter ?? TimeSpan.Zero;
        return asked > wait ? asked : wait;
    }

    /// <summary>No text waits longer, whatever for, before it is looked at again.</summary>
    public static TimeSpan Longest(OutboxOptions options) =>
        new[] { LongestRetryAfter, options.LongestWait * (1 + Jitter), options.LongestBreak, options.Lease }.Max();
}
