using System.Globalization;

namespace SupportDesk.Web.Features.Shared;

/// <summary>How long ago, in as few letters as a list has room for. wwwroot/js/times.js says the same.</summary>
public static class Ago
{
    /// <summary>"&lt;1 min", "12 min", "3 h", "5 d", and beyond two weeks the date (UTC).</summary>
    public static string Brief(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalMinutes: < 1 } => "<1 min",
        { TotalHours: < 1 } past => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(past.TotalMinutes)} min"),
        { TotalDays: < 1 } past => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(past.TotalHours)} h"),
        { TotalDays: < 14 } past => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(past.TotalDays)} d"),
        _ => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>"8 seconds", "1 minute", "3 hours": for sentences.</summary>
    public static string Words(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalSeconds: < 1 } => "a moment",
        { TotalMinutes: < 1 } past => Counted(past.TotalSeconds, "second"),
        { TotalHours: < 1 } past => Counted(past.TotalMinutes, "minute"),
        { TotalDays: < 1 } past => Counted(past.TotalHours, "hour"),
        var past => Counted(past.TotalDays, "day"),
    };

    private static string Counted(double amount, string unit) =>
        Math.Floor(amount) is 1 ? $"1 {unit}" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(amount)} {unit}s");
}
