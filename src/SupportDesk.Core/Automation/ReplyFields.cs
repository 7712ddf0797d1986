using System.Globalization;
using SupportDesk.Messages;
using SupportDesk.Numbers;

namespace SupportDesk.Automation;

/// <summary>A field of a template.</summary>
public sealed record ReplyField(string Name, string Meaning);

/// <summary>What a template can say of the customer's text: every field of it.</summary>
public static class ReplyFields
{
    /// <summary>Six SMS hold it in any alphabet: no carrier needs it in parts.</summary>
    public const int LongestAnswer = 400;

    public static readonly IReadOnlyList<ReplyField> All =
    [
        new("text", "the customer’s text"),
        new("keyword", "the rule’s keyword that was found; without keywords the first word"),
        new("rest", "the text behind the keyword"),
        new("from", "the customer’s number; also originator and msisdn"),
        new("originator", "the same as from"),
        new("msisdn", "the same as from"),
        new("to", "the support number"),
        new("name", "the support number’s name"),
        new("code", "the ticket’s code"),
        new("date", "the day when the text came in, such as 2026-03-02"),
        new("time", "the time when it came in, such as 09:30"),
        new("sent", "when it was sent, by the carrier’s word; may be empty"),
        new("gateway", "the carrier that brought it"),
        new("id", "the carrier’s id of it; may be empty"),
        new("attachments", "how many pictures came with it; empty: none"),
    ];

    public static IReadOnlyDictionary<string, string> Of(RuleMatch match, Message text, string code, SupportNumber number)
    {
        var came = match.Rule.Opening.Local(text.At);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["text"] = text.Text,
            ["keyword"] = match.Keyword,
            ["rest"] = match.Rest,
            ["from"] = text.CustomerNumber,
            ["originator"] = text.CustomerNumber,
            ["msisdn"] = text.CustomerNumber,
            ["to"] = text.SupportNumber,
            ["name"] = number.Name,
            ["code"] = code,
            ["date"] = came.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["time"] = came.ToString("HH:mm", CultureInfo.InvariantCulture),
            ["sent"] = text.SentAt is { } sent ? match.Rule.Opening.Local(sent).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "",
            ["gateway"] = text.Gateway,
            ["id"] = text.ProviderId ?? "",
            ["attachments"] = text.Attachments.Count == 0 ? "" : text.Attachments.Count.ToString(CultureInfo.InvariantCulture),
        };
    }
}
