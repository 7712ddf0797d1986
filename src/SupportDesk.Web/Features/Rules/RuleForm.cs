using System.Globalization;
using SupportDesk.Automation;

namespace SupportDesk.Web.Features.Rules;

/// <summary>A rule as its form sends it, with the sample that a preview is made of.</summary>
public sealed class RuleForm
{
    /// <summary>0: a new one.</summary>
    public int Id { get; set; }

    /// <summary>The revision that the page showed.</summary>
    public int Revision { get; set; }

    public string? Name { get; set; }

    public bool Enabled { get; set; }

    public List<string> Numbers { get; set; } = [];

    /// <summary>One on each line, or parted by commas.</summary>
    public string? Keywords { get; set; }

    public string? Place { get; set; }

    public string? Hours { get; set; }

    public List<string> Days { get; set; } = [];

    public string? From { get; set; }

    public string? To { get; set; }

    public string? TimeZone { get; set; }

    public string? Template { get; set; }

    public bool OnlyFirst { get; set; }

    public bool InsteadOfConfirmation { get; set; }

    public string? Sample { get; set; }

    public string? SampleNumber { get; set; }

    /// <summary>On the clocks of the rule's time zone, as browsers write it; empty: now.</summary>
    public string? SampleAt { get; set; }

    public static RuleForm New => new()
    {
        Enabled = true,
        Days = [.. Enum.GetNames<DayOfWeek>()[1..6]],
        From = "09:00",
        To = "17:00",
        TimeZone = "UTC",
    };

    public static RuleForm Of(ReplyRule rule) => new()
    {
        Id = rule.Id,
        Revision = rule.Revision,
        Name = rule.Name,
        Enabled = rule.Enabled,
        Numbers = [.. rule.Numbers],
        Keywords = string.Join('\n', rule.Keywords),
        Place = rule.Place.ToString(),
        Hours = rule.Hours.ToString(),
        Days = [.. rule.Opening.Days.Select(day => day.ToString())],
        From = Written(rule.Opening.From),
        To = Written(rule.Opening.To),
        TimeZone = rule.Opening.TimeZone,
        Template = rule.Template,
        OnlyFirst = rule.OnlyFirst,
        InsteadOfConfirmation = rule.InsteadOfConfirmation,
    };

    /// <summary>What the form says; fields that cannot be read are told.</summary>
    public ReplyRule Read(string by, Action<string, string> tell) => new()
    {
        Id = Id,
        Revision = Revision,
        Name = Name?.Trim() ?? "",
        Enabled = Enabled,
        Numbers = [.. Numbers.Where(number => !string.IsNullOrEmpty(number)).Distinct(StringComparer.Ordinal)],
        Keywords = [.. (Keywords ?? "").Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)],
        Place = Choice<KeywordPlace>(Place),
        Hours = Choice<RuleHours>(Hours),
        Opening = new()
        {
            Days = [.. Enum.GetValues<DayOfWeek>().Where(day => Days.Contains(day.ToString()))],
            From = Time(nameof(From), From, tell),
            To = Time(nameof(To), To, tell),
            TimeZone = TimeZone is { Length: > 0 } zone ? zone.Trim() : "UTC",
        },
        Template = (Template ?? "").ReplaceLineEndings("\n").Trim(),
        OnlyFirst = OnlyFirst,
        InsteadOfConfirmation = InsteadOfConfirmation,
        ChangedBy = by,
        ChangedAt = default,
    };

    /// <summary>The sample's time on the clocks of the rule; null when it is to be now.</summary>
    public DateTime? SampleTime => DateTime.TryParse(SampleAt, CultureInfo.InvariantCulture, out var at) ? at : null;

    private static string Written(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static T Choice<T>(string? chosen)
        where T : struct, Enum => Enum.GetNames<T>().Contains(chosen) ? Enum.Parse<T>(chosen!) : default;

    private static TimeOnly Time(string field, string? written, Action<string, string> tell)
    {
        if (string.IsNullOrWhiteSpace(written) || TimeOnly.TryParseExact(written.Trim(), ["H:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) is false)
        {
            tell(field, "Write a time such as 09:00.");
            return default;
        }

        return time;
    }
}
