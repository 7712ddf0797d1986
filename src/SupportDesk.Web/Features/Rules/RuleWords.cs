using System.Globalization;
using SupportDesk.Automation;

namespace SupportDesk.Web.Features.Rules;

/// <summary>A rule's conditions as the list says them.</summary>
public static class RuleWords
{
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>"Texts that begin with “hours”, to +31…, outside Mon–Fri 09:00–17:00 (UTC)".</summary>
    public static string Of(ReplyRule rule) => string.Join(", ", new[]
    {
        rule.OnlyFirst ? $"First texts of tickets{Keywords(rule)}" : rule.Keywords.Count == 0 ? "Every text" : $"Texts{Keywords(rule)}",
        rule.Numbers.Count == 0 ? null : $"to {string.Join(" or ", rule.Numbers)}",
        rule.Hours is RuleHours.Always ? null : $"{(rule.Hours is RuleHours.Within ? "during" : "outside")} {Of(rule.Opening)}",
    }.OfType<string>());

    public static string Of(KeywordPlace place) => place switch
    {
        KeywordPlace.WholeText => "are nothing but",
        KeywordPlace.FirstWord => "begin with",
        _ => "contain",
    };

    public static IReadOnlyList<DayOfWeek> Days => Week;

    /// <summary>Those with a place in their name, and UTC.</summary>
    public static IReadOnlyList<string> TimeZones { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(zone => zone is "UTC" || (zone.Contains('/', StringComparison.Ordinal) && !zone.StartsWith("Etc/", StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    private static string Keywords(ReplyRule rule) => rule.Keywords.Count == 0 ? "" : $" that {Of(rule.Place)} {string.Join(" or ", rule.Keywords.Select(keyword => $"“{keyword}”"))}";

    private static string Of(OpeningHours hours) =>
        string.Create(CultureInfo.InvariantCulture, $"{string.Join(" ", Week.Where(hours.Days.Contains).Select(day => day.ToString()[..3]))} {hours.From:HH:mm}–{hours.To:HH:mm} ({hours.TimeZone})");
}
