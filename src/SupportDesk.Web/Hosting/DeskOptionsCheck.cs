using Microsoft.Extensions.Options;
using SupportDesk.Automation;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Numbers;

namespace SupportDesk.Web.Hosting;

/// <summary>Checks the desk's settings against what they must be, and against the gateways that there are.</summary>
internal sealed class DeskOptionsCheck(Messages.Gateways gateways) : IValidateOptions<DeskOptions>
{
    public ValidateOptionsResult Validate(string? name, DeskOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(DeskOptions options)
    {
        if (Originator.Read(options.DefaultNumber) is null)
            yield return "Desk:DefaultNumber (MESSAGEBIRD_ORIGINATOR, DESK_NUMBER) must be the number that customers text, such as +31970102400.";
        foreach (var problem in Rules("Desk", new() { Gateway = options.Gateway, SecondGateway = options.SecondGateway, Confirmation = options.Confirmation, ReopenWindow = options.ReopenWindow, SendsPerSecond = options.SendsPerSecond }))
            yield return problem;
        if (options.PartWait <= TimeSpan.Zero || options.PartWait > TimeSpan.FromDays(1))
            yield return "Desk:PartWait must be longer than zero and at most a day (1.00:00:00).";
        if (options.AutomaticRepliesPerHour < 0)
            yield return "Desk:AutomaticRepliesPerHour must not be negative.";
        if (options.AnswerPause < TimeSpan.Zero || options.AnswerPause > TimeSpan.FromDays(1))
            yield return "Desk:AnswerPause must not be negative, and at most a day (1.00:00:00); 00:01:00 is a minute.";
        if (options.RepeatWindow < TimeSpan.Zero || options.RepeatWindow > TimeSpan.FromDays(1))
            yield return "Desk:RepeatWindow must not be negative, and at most a day (1.00:00:00); 00:10:00 is ten minutes.";
        foreach (var phrase in options.MachinePhrases.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(phrase => TextWords.Of(phrase).Count == 0))
            yield return $"Desk:MachinePhrases: \"{phrase}\" has neither a letter nor a digit.";
        foreach (var twice in options.Numbers.Keys.GroupBy(number => Originator.Stored(number).Value, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return $"Desk:Numbers: {string.Join(" and ", twice.Select(number => $"\"{number}\""))} are the same number.";
        foreach (var (number, own) in options.Numbers)
        {
            if (Originator.Read(number) is not { CanBeAnswered: true })
                yield return $"Desk:Numbers: \"{number}\" must be a number in E.164 form, such as +31970102400.";
            foreach (var problem in Rules($"Desk:Numbers:{number}", own))
                yield return problem;
            if (own.SecondGateway is not null && own.Gateway is null && own.SecondGateway == options.Gateway)
                yield return $"Desk:Numbers:{number}:SecondGateway must be another one than Desk:Gateway.";
            if (own.HelpAnswer is { } help && ConsentOptions.AnswerProblem($"Desk:Numbers:{number}:HelpAnswer", help) is { } wrong)
                yield return wrong;
        }
    }

    private IEnumerable<string> Rules(string place, SupportNumberOptions number) =>
        NumberRules.Problems(number, gateways.Names).Select(problem => $"{place}:{WithShortName(problem.Setting)} {problem.Sentence}");

    private static string WithShortName(string setting) => setting switch
    {
        nameof(SupportNumberOptions.Confirmation) => "Confirmation (CONFIRMATION_TEXT)",
        nameof(SupportNumberOptions.ReopenWindow) => "ReopenWindow (REOPEN_WINDOW)",
        _ => setting,
    };
}

internal sealed class OutboxOptionsCheck : IValidateOptions<OutboxOptions>
{
    /// <summary>Gateways wait for at most 50 seconds (their own checks see to it); the rest is for the stores on both sides.</summary>
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(55);

    public ValidateOptionsResult Validate(string? name, OutboxOptions options)
    {
        var problems = new List<string>();
        foreach (var (setting, value) in new[] { ("PollInterval", options.PollInterval), ("Lease", options.Lease), ("FirstWait", options.FirstWait), ("LongestWait", options.LongestWait), ("GiveUpAfter", options.GiveUpAfter), ("BreakWithin", options.BreakWithin), ("FirstBreak", options.FirstBreak), ("LongestBreak", options.LongestBreak) })
        {
            if (value <= TimeSpan.Zero)
                problems.Add($"Outbox:{setting} must be longer than zero.");
        }

        if (options.Lease < ShortestLease)
            problems.Add("Outbox:Lease must be at least 00:00:55: longer than any gateway may wait for an answer, so that nothing is sent twice.");

        // "30" is thirty days: an outbox that looks so rarely is hardly meant, and no timer waits longer than seven weeks.
        if (options.PollInterval > TimeSpan.FromMinutes(1))
            problems.Add("Outbox:PollInterval must be at most 00:01:00.");
        if (options.Lease > TimeSpan.FromDays(1))
            problems.Add("Outbox:Lease must be at most a day (1.00:00:00).");
        if (options.Parallel < 1)
            problems.Add("Outbox:Parallel must be at least 1.");
        if (options.MostAttempts < 1)
            problems.Add("Outbox:MostAttempts must be at least 1.");
        if (options.BreakAfter < 0)
            problems.Add("Outbox:BreakAfter must not be negative; 0 never passes a carrier over.");
        if (options.LongestBreak > TimeSpan.FromDays(1))
            problems.Add("Outbox:LongestBreak must be at most a day (1.00:00:00).");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
