namespace SupportDesk;

/// <summary>
/// Stamps that strictly increase within this process, so that texts that arrive in the same instant keep the order in which they arrived.
/// While the machine's clock is behind what it once said, this one goes on at half speed until the machine's has caught up.
/// </summary>
public sealed class DeskClock(TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTimeOffset latest;
    private long latestMoment;
    private DateTimeOffset lastStamp;

    /// <summary>Never earlier than the last stamp.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (gate)
                return Read() is var now && now > lastStamp ? now : lastStamp;
        }
    }

    public DateTimeOffset Stamp()
    {
        lock (gate)
            return lastStamp = Read() is var now && now > lastStamp ? now : lastStamp.AddTicks(1);
    }

    private DateTimeOffset Read()
    {
        var (now, moment) = (time.GetUtcNow(), time.GetTimestamp());
        if (now < latest)
            return latest + (time.GetElapsedTime(latestMoment, moment) / 2);
        (latest, latestMoment) = (now, moment);
        return now;
    }
}
