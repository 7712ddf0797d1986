using System.Globalization;
using SupportDesk.Automation;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Numbers;

namespace SupportDesk.Web.Features.Rules;

/// <summary>Reads what the pages about rules show.</summary>
public sealed class RulesReading(RuleDesk desk, RuleAnswers answers, Keywords keywords, SupportNumbers numbers, DeskClock clock)
{
    private const string SampleCustomer = "+12025550199";
    private const string SampleCode = "K7F2QD";
    private const string DefaultSample = "Hello, where is my order?";

    public bool IsNumber(string number) => numbers.IsOurs(number);

    /// <summary>The form of a new rule, in the time zone of the last one.</summary>
    public async Task<RulePage> NewAsync(CancellationToken cancellation)
    {
        var form = RuleForm.New;
        if ((await desk.RulesAsync(cancellation)).Rules is [.., var last])
            form.TimeZone = last.Opening.TimeZone;
        return Page(null, form);
    }

    /// <summary>The form; numbers that are gone stay to be chosen while the rule is for them.</summary>
    public RulePage Page(ReplyRule? stored, RuleForm form)
    {
        form.Sample ??= stored?.Keywords is [var first, ..] ? first : DefaultSample;
        var known = numbers.All.Select(number => (number.Number, number.Name));
        var gone = (stored?.Numbers ?? []).Where(number => !numbers.IsOurs(number)).Select(number => (number, number));
        return new(stored, form, [.. known.OrderBy(number => number.Number, StringComparer.Ordinal), .. gone]);
    }

    /// <summary>How a rule answers the form's sample, and which rule would: the one that is being written in its place among the stored ones.</summary>
    public async Task<RulePreview> PreviewAsync(ReplyRule rule, RuleForm form, CancellationToken cancellation)
    {
        var at = form.SampleTime is { } local ? rule.Opening.Moment(local) : clock.Now;
        var number = numbers.All.FirstOrDefault(known => known.Number == form.SampleNumber)?.Number ?? rule.Numbers.FirstOrDefault(numbers.IsOurs) ?? numbers.Default;
        var text = Sample(form.Sample ?? "", number, at);
        var book = With(await desk.RulesAsync(cancellation), rule);
        var isKeyword = keywords.Read(text.Text) is { Keyword: not Keyword.Yes };
        var match = isKeyword ? null : book.Match(new(text.Text, number, at, IsFirst: true));
        var answer = answers.Fill(match?.Rule == rule ? match : rule.Imagine(text.Text), text, SampleCode);
        return new(answer, Segments.Count(answer), match?.Rule == rule, match?.Rule.Name, rule.Opening.Local(at), number) { IsKeyword = isKeyword };
    }

    private static RuleBook With(RuleBook book, ReplyRule rule) => book with
    {
        Rules = book.Find(rule.Id) is null ? [.. book.Rules, rule] : [.. book.Rules.Select(stored => stored.Id == rule.Id ? rule : stored)],
    };

    private Message Sample(string text, string number, DateTimeOffset at) => new()
    {
        Id = "sample",
        Direction = Direction.Inbound,
        Kind = MessageKind.Text,
        SupportNumber = number,
        CustomerNumber = SampleCustomer,
        Text = text,
        At = at,
        SentAt = at,
        State = MessageState.Received,
        Gateway = numbers.For(number).Gateway,
        ProviderId = "example-1",
    };
}

/// <summary>The list of rules, in their order.</summary>
public sealed record RulesPage(RuleBook Book);

/// <summary>The form of one rule.</summary>
/// <param name="Stored">As it is stored; null for a new one.</param>
/// <param name="Form">What the fields hold.</param>
/// <param name="Numbers">Support numbers to choose from.</param>
public sealed record RulePage(ReplyRule? Stored, RuleForm Form, IReadOnlyList<(string Number, string Name)> Numbers)
{
    /// <summary>Null until it is asked for.</summary>
    public RulePreview? Preview { get; init; }
}

/// <summary>How a rule answers a sample.</summary>
/// <param name="Answer">The text that would be sent.</param>
/// <param name="Size">What it costs to send.</param>
/// <param name="Matches">The sample is answered by this rule.</param>
/// <param name="Winner">Name of the rule that answers the sample; null when none does.</param>
/// <param name="At">When the sample comes in, on the rule's clocks.</param>
/// <param name="Number">The support number that it comes to.</param>
public sealed record RulePreview(string Answer, SegmentCount Size, bool Matches, string? Winner, DateTimeOffset At, string Number)
{
    /// <summary>The sample is STOP, START or HELP.</summary>
    public bool IsKeyword { get; init; }

    /// <summary>"1 SMS (GSM 7-bit, 14 characters of 160)".</summary>
    public string SizeWords => string.Create(CultureInfo.InvariantCulture, $"{Size.Segments} SMS ({(Size.Encoding is SmsEncoding.Gsm7 ? "GSM 7-bit" : "UCS-2")}, {Size.Units} units, {Size.Remaining} left)");

    public string AtWords => At.ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
