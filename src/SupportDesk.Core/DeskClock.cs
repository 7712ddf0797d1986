namespace SupportDesk;

/// <summary>
/// Stamps that strictly increase within this process, so that texts that arrive in the same instant keep the order in which they arrived.
/// </summary>
public sealed class DeskClock(TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTimeOffset last;

    /// <summary>Never earlier than the last stamp.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (gate)
            {
                var now = time.GetUtcNow();
                return now > last ? now : last;
            }
        }
    }

    public DateTimeOffset Stamp()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            return last = now > last ? now : last.AddTicks(1);
        }
    }
}
