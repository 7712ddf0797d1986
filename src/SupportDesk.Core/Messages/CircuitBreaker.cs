namespace SupportDesk.Messages;

/// <summary>A gateway is not asked for a while, because it did not take one text after the other.</summary>
/// <param name="Since">When that was noticed.</param>
/// <param name="NextTryIn">When one text tries it again; null while one does.</param>
/// <param name="Reason">Its last trouble, in words.</param>
public sealed record Outage(DateTimeOffset Since, TimeSpan? NextTryIn, string Reason);

/// <summary>
/// Spares a gateway in trouble. It opens when so many sends in a row came to nothing within a while; then nobody asks the gateway for a pause. Behind the pause
/// one text tries it: an answer closes the breaker, more trouble opens it for twice as long. A gateway that asks for a longer pause has it. It counts the time that passes, not the time of day.
/// </summary>
public sealed class CircuitBreaker(OutboxOptions options, TimeProvider time)
{
    private readonly Lock gate = new();

    /// <summary>When each of the last sends in a row came to nothing; all fields are used under the lock.</summary>
    private readonly Queue<TimeSpan> troubles = [];

    private DateTimeOffset? openSince;
    private string reason = "";
    private TimeSpan pause;
    private TimeSpan nextTry;
    private bool isTried;

    /// <summary>Null while it is closed.</summary>
    public Outage? Outage
    {
        get
        {
            lock (gate)
                return openSince is { } since ? new(since, isTried ? null : TimeSpan.FromTicks(Math.Max(0, (nextTry - Elapsed).Ticks)), reason) : null;
        }
    }

    private TimeSpan Elapsed => time.GetElapsedTime(0);

    /// <summary>The right to ask the gateway once; null while nobody may. Whoever has it says what came of it, or disposes it.</summary>
    public Passage? TryEnter()
    {
        lock (gate)
        {
            if (openSince is null)
                return new(this, isTry: false);
            if (isTried || Elapsed < nextTry)
                return null;
            isTried = true;
            return new(this, isTry: true);
        }
    }

    /// <summary>True when that closed it. What comes late of sends from before it opened says nothing about now.</summary>
    internal bool Answered(bool isTry)
    {
        lock (gate)
        {
            if (openSince is not null && !isTry)
                return false;
            troubles.Clear();
            var closes = openSince is not null;
            openSince = null;
            isTried = false;
            return closes;
        }
    }

    /// <summary>True when that opened it.</summary>
    internal bool Troubled(bool isTry, string why, TimeSpan? retryAfter)
    {
        lock (gate)
        {
            if (openSince is not null && !isTry)
                return false;
            reason = why;
            if (openSince is not null)
            {
                Pause(pause * 2, retryAfter);
                return false;
            }

            if (!IsOneTooMany())
                return false;
            openSince = time.GetUtcNow();
            Pause(options.FirstBreak, retryAfter);
            return true;
        }
    }

    /// <summary>The text that was to try did not; another one may.</summary>
    internal void GiveBack()
    {
        lock (gate)
            isTried = false;
    }

    private bool IsOneTooMany()
    {
        troubles.Enqueue(Elapsed);
        while (troubles.TryPeek(out var first) && (troubles.Count > options.BreakAfter || Elapsed - first > options.BreakWithin))
            troubles.Dequeue();
        return options.BreakAfter > 0 && troubles.Count == options.BreakAfter;
    }

    /// <summary>What the gateway asks for makes this pause longer, but not the ones behind it.</summary>
    private void Pause(TimeSpan next, TimeSpan? retryAfter)
    {
        pause = next < options.LongestBreak ? next : options.LongestBreak;
        nextTry = Elapsed + RetrySchedule.AtLeast(pause, retryAfter);
        isTried = false;
    }
}

/// <summary>The right to ask a gateway once.</summary>
public sealed class Passage : IDisposable
{
    private readonly CircuitBreaker breaker;
    private readonly bool isTry;
    private bool isSaid;

    internal Passage(CircuitBreaker breaker, bool isTry)
    {
        this.breaker = breaker;
        this.isTry = isTry;
    }

    /// <summary>The gateway took the text or refused it: it works. True when that closed the breaker.</summary>
    public bool Answered()
    {
        isSaid = true;
        return breaker.Answered(isTry);
    }

    /// <summary>The gateway did not take the text, or nobody knows. True when that opened the breaker.</summary>
    /// <param name="reason">In words.</param>
    /// <param name="retryAfter">How long the gateway asks to be left alone; null: it did not say.</param>
    public bool Troubled(string reason, TimeSpan? retryAfter = null)
    {
        isSaid = true;
        return breaker.Troubled(isTry, reason, retryAfter);
    }

    /// <summary>When nothing was said, nobody was asked.</summary>
    public void Dispose()
    {
        if (isTry && !isSaid)
            breaker.GiveBack();
        isSaid = true;
    }
}
