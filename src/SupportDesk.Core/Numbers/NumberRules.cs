namespace SupportDesk.Numbers;

/// <summary>What is wrong with one setting of a support number; the sentence goes on behind the setting's name.</summary>
public sealed record NumberProblem(string Setting, string Sentence);

/// <summary>What a support number's settings must be, wherever they come from.</summary>
public static class NumberRules
{
    private const int LongestName = 80;
    private const int LongestConfirmation = 1000;

    /// <summary>Longer than the minute that a text may be known to another node only.</summary>
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromDays(366);

    public static IEnumerable<NumberProblem> Problems(SupportNumberOptions number, IReadOnlyCollection<string> gateways)
    {
        if (number.Name?.Length > LongestName)
            yield return new(nameof(number.Name), $"must not be longer than {LongestName} characters.");
        if (number.Gateway is not null && !gateways.Contains(number.Gateway))
            yield return new(nameof(number.Gateway), NotSetUp(number.Gateway, gateways));
        if (number.SecondGateway is not null && !gateways.Contains(number.SecondGateway))
            yield return new(nameof(number.SecondGateway), NotSetUp(number.SecondGateway, gateways));
        if (number.SecondGateway is not null && number.SecondGateway == number.Gateway)
            yield return new(nameof(number.SecondGateway), "must be another one than the first.");
        if (number.Confirmation?.Length > LongestConfirmation)
            yield return new(nameof(number.Confirmation), $"must not be longer than {LongestConfirmation} characters.");
        if (number.Confirmation is not null && SupportNumber.UnknownPlaceholder(number.Confirmation) is { } placeholder)
            yield return new(nameof(number.Confirmation), $"has the placeholder {placeholder}; there are {{code}}, {{number}} and {{name}}.");
        if (number.ReopenWindow < TimeSpan.Zero)
            yield return new(nameof(number.ReopenWindow), "must not be negative; 7.00:00:00 is seven days.");
        if (number.SendsPerSecond is { } rate && !(rate is >= 0.001 and <= 10_000))
            yield return new(nameof(number.SendsPerSecond), "must be at least 0.001 and at most 10000.");
        if (number.SilentAfter is { } silence && !(silence >= ShortestSilence && silence <= LongestSilence))
            yield return new(nameof(number.SilentAfter), "must be at least five minutes (00:05:00) and at most a year; 1.00:00:00 is a day.");
    }

    private static string NotSetUp(string gateway, IReadOnlyCollection<string> gateways) =>
        $"must be one of the carriers that are set up ({string.Join(", ", gateways.Order(StringComparer.Ordinal))}), not \"{gateway}\".";
}
