using System.Collections.Concurrent;

namespace SupportDesk.Messages;

/// <summary>
/// Keeps each support number to its rate: at most one second's worth of texts leaves at once. It counts the time that passes, not the time of day,
/// so that a clock that is set back holds nothing up.
/// </summary>
public sealed class SendPace(TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, TimeSpan> next = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> read = new(StringComparer.Ordinal);

    /// <summary>True while a text might leave now.</summary>
    public bool Allows(string supportNumber) => !next.TryGetValue(supportNumber, out var due) || due <= Elapsed;

    /// <summary>
    /// True when a number's queue is to be read: a text might leave, or nobody has read it for a second. Every new text asks for that, and reading
    /// a long queue each time would cost more than the sending.
    /// </summary>
    public bool TryRead(string supportNumber)
    {
        var now = Elapsed;
        if (!Allows(supportNumber) && read.TryGetValue(supportNumber, out var last) && now - last < Second)
            return false;
        read[supportNumber] = now;
        return true;
    }

    private TimeSpan Elapsed => time.GetElapsedTime(0);

    /// <summary>True when a text may leave now; it counts as sent.</summary>
    public bool TryTake(string supportNumber, double perSecond)
    {
        var now = Elapsed;
        var saved = now - Second;
        var spacing = TimeSpan.FromSeconds(1 / perSecond);
        while (true)
        {
            var due = next.GetOrAdd(supportNumber, saved);
            if (due > now)
                return false;
            if (next.TryUpdate(supportNumber, (due < saved ? saved : due) + spacing, due))
                return true;
        }
    }
}
