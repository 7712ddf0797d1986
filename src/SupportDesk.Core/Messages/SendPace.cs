using System.Collections.Concurrent;

namespace SupportDesk.Messages;

/// <summary>
/// Keeps each support number to its rate: at most one second's worth of texts leaves at once. It counts the time that passes, not the time of day,
/// so that a clock that is set back holds nothing up.
/// </summary>
public sealed class SendPace(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TimeSpan> next = new(StringComparer.Ordinal);

    /// <summary>True while a text might leave now.</summary>
    public bool Allows(string supportNumber) => !next.TryGetValue(supportNumber, out var due) || due <= Elapsed;

    private TimeSpan Elapsed => time.GetElapsedTime(0);

    /// <summary>True when a text may leave now; it counts as sent.</summary>
    public bool TryTake(string supportNumber, double perSecond)
    {
        var now = Elapsed;
        var saved = now - TimeSpan.FromSeconds(1);
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
