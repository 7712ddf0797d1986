namespace SupportDesk.Automation;

/// <summary>When people are there: on some weekdays, from one time of day to another, in a time zone.</summary>
public sealed record OpeningHours
{
    public IReadOnlyList<DayOfWeek> Days { get; init => field = value ?? []; } = [];

    public TimeOnly From { get; init; }

    /// <summary>Not included. Earlier than <see cref="From"/>: on the next day, and the night belongs to the day that it began on. The same: 24 hours later.</summary>
    public TimeOnly To { get; init; }

    /// <summary>Name of a time zone such as Europe/Amsterdam.</summary>
    public string TimeZone { get; init => field = value ?? Utc; } = Utc;

    private const string Utc = "UTC";

    public static bool IsTimeZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    public bool AreAt(DateTimeOffset at)
    {
        var local = Local(at);
        var (today, time) = (local.DayOfWeek, TimeOnly.FromDateTime(local.DateTime));
        if (From < To)
            return Days.Contains(today) && time >= From && time < To;
        var yesterday = (DayOfWeek)(((int)today + 6) % 7);
        return time >= From ? Days.Contains(today) : time < To && Days.Contains(yesterday);
    }

    /// <summary>A moment on the clocks of the time zone.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>The moment when the clocks of the time zone show this.</summary>
    public DateTimeOffset Moment(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Zone.GetUtcOffset(local));

    /// <summary>A zone that this machine does not know, because the desk moved, is read as UTC: a text must be filed all the same.</summary>
    private TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
