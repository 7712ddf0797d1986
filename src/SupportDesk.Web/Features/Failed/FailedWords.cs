using SupportDesk.Messages;
using SupportDesk.Web.Features.Shared;

namespace SupportDesk.Web.Features.Failed;

/// <summary>Tells an agent what came of an action, and what somebody else did first.</summary>
/// <param name="done">"sent again" or "dismissed".</param>
/// <param name="now">The time.</param>
internal sealed class FailedWords(string done, DateTimeOffset now)
{
    public string Of(IReadOnlyList<FailedResult> results)
    {
        var did = results.OfType<FailedResult.Done>().ToList();
        var reasons = results.Select(Reason).OfType<string>().Distinct(StringComparer.Ordinal).Take(5);
        var first = (did.Count, results.Count) switch
        {
            (1, 1) => $"The text was {done}.",
            (0, 1) => $"The text was not {done}.",
            var (count, all) when count == all => $"All {count} texts were {done}.",
            var (count, all) => $"{count} of {all} texts were {done}.",
        };
        return string.Join(' ', reasons.Prepend(first));
    }

    private string? Reason(FailedResult result) => result switch
    {
        FailedResult.Done { Now: { DismissedBy: { } by, DismissedAt: { } at, ResentAs: not null } } => $"{by} had dismissed it {Ago(at)} ago.",
        FailedResult.Meanwhile { Again: { } again } => $"{again.AgentName} sent it again {Ago(again.At)} ago.",
        FailedResult.Meanwhile { Now: { CanBeSentAgain: true, DismissedBy: { } by, DismissedAt: { } at } } => $"{by} dismissed it {Ago(at)} ago.",
        FailedResult.Meanwhile { Now: var text } => $"It is {TextState.Words(text).ToLowerInvariant()} now.",
        FailedResult.Unknown => "One is not there any more.",
        _ => null,
    };

    private string Ago(DateTimeOffset at) => Shared.Ago.Words(at, now);
}
