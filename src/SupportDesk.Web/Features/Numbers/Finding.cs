using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Webhooks;

namespace SupportDesk.Web.Features.Numbers;

/// <summary>How one half of a number's set-up stands.</summary>
public enum FindingState
{
    Works,
    Waits,
    Wrong,
}

/// <summary>What the set-up check found, in words.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Words">A sentence or two.</param>
/// <param name="At">When it was seen; null when that says nothing.</param>
public sealed record Finding(FindingState State, string Words, DateTimeOffset? At = null)
{
    /// <summary>A report takes seconds, or minutes while a phone is off.</summary>
    private static readonly TimeSpan ReportTakes = TimeSpan.FromMinutes(2);

    /// <summary>Why texts come, or do not. What was seen last counts.</summary>
    /// <param name="number">The number that is checked.</param>
    /// <param name="seen">Its own.</param>
    /// <param name="carrier">Its gateway's.</param>
    /// <param name="signatures">What its gateway's signature check counted.</param>
    /// <param name="kept">The newest call of its gateway that waits for an administrator, for another reason than its signature; null when there is none.</param>
    public static Finding OfReceiving(SupportNumber number, LastSeen seen, LastSeen carrier, SignatureTally signatures, KeptWebhook? kept)
    {
        if (signatures.LastAt is { } bad && (seen.In is null || bad > seen.In))
            return new(FindingState.Wrong, $"A call came, but its signature is wrong: {signatures.LastReason} Compare the signing secret here with the one at the carrier, and the address that it calls with the one above.", bad);
        if (kept is not null && (seen.In is null || kept.At > seen.In))
            return new(FindingState.Wrong, $"A call came, but it was kept: {kept.Reason} See the kept webhooks.", kept.At);
        if (seen.In is { } text)
            return new(FindingState.Works, "Texts come in.", text);
        if (carrier.OtherNumber is { } other)
            return new(FindingState.Wrong, $"A text came by this carrier, but to {other}, which is none of our numbers. Compare it with {number.Number}.", carrier.In);
        return carrier.In is { } called
            ? new(FindingState.Wrong, "This carrier called, but brought no text to this number. At the carrier, give this number the address above.", called)
            : new(FindingState.Waits, "Nothing has arrived. Give the carrier the address above, then text this number from a phone. If nothing shows up here, the address cannot be reached from the internet, or the carrier does not have it.");
    }

    /// <summary>What became of the test; null while there was none.</summary>
    public static Finding? OfSending(Message? test, DateTimeOffset now) => test switch
    {
        null => null,
        { State: MessageState.Delivered } => new(FindingState.Works, "The test arrived: the carrier took it, and its delivery report came.", Since(test)),
        { State: MessageState.Failed } when WasTaken(test) => new(FindingState.Wrong, $"The carrier took the test, and reported that it could not be delivered: {test.Failure}", Since(test)),
        { State: MessageState.Failed } => new(FindingState.Wrong, $"The test was refused: {test.Failure}", Since(test)),
        { State: MessageState.Unconfirmed } => new(FindingState.Wrong, $"Nobody knows whether the carrier took the test: {test.Failure}", Since(test)),
        { State: MessageState.Sent } when now - Since(test) > ReportTakes => new(FindingState.Wrong, "The carrier took the test, but no delivery report came. At the carrier, set the address for delivery reports above. A phone that is off is reported on later.", Since(test)),
        { State: MessageState.Sent } => new(FindingState.Waits, "The carrier took the test. Waiting for its delivery report.", Since(test)),
        { Failure: { } trouble } => new(FindingState.Waits, $"The test waits for the next try: {trouble}", Since(test)),
        _ => new(FindingState.Waits, "The test is on its way.", Since(test)),
    };

    private static bool WasTaken(Message test) => test.Changes.Any(change => change.State is MessageState.Sent);

    private static DateTimeOffset Since(Message test) => test.Changes is [.., var last] ? last.At : test.At;
}
