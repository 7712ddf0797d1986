using System.Globalization;
using SupportDesk.Consents;
using SupportDesk.Exchanges;

namespace SupportDesk.Messages;

/// <summary>What a provider reports about a text that it took.</summary>
/// <param name="ProviderId">The provider's id of the text.</param>
/// <param name="Reference">Our id, when the provider sends it back.</param>
/// <param name="State">Sent, Failed or Delivered.</param>
/// <param name="Reason">In words for the agent; null when delivered.</param>
/// <param name="At">When it happened, by the provider's word.</param>
public sealed record DeliveryReport(string? ProviderId, string? Reference, MessageState State, string? Reason, DateTimeOffset? At)
{
    /// <summary>True when the provider reports on every SMS of a long text by itself: the text is delivered when all of them are.</summary>
    public bool IsOfOnePart { get; init; }

    /// <summary>The webhook that brought it.</summary>
    public Exchange? Call { get; init; }

    /// <summary>True when it failed because the customer has opted out at the provider or the carrier.</summary>
    public bool OptedOut { get; init; }
}

/// <summary>A customer's text as a provider handed it over.</summary>
/// <param name="From">The sender as the provider wrote it.</param>
/// <param name="To">The support number as the provider wrote it; null when the webhook does not say.</param>
/// <param name="Text">Never null; may be empty.</param>
/// <param name="ProviderId">The provider's id; null when it sends none.</param>
/// <param name="SentAt">When the customer sent it, by the provider's word.</param>
public sealed record InboundText(string From, string? To, string Text, string? ProviderId, DateTimeOffset? SentAt)
{
    /// <summary>Which part of a longer text this is; null when it is whole.</summary>
    public TextPart? Part { get; init; }

    /// <summary>Addresses of pictures and the like that came with it, as the provider wrote them; null when there are none.</summary>
    public IReadOnlyList<string>? Media { get; init; }

    /// <summary>The keyword that the provider took it for, and has answered by itself; null where it says nothing of that.</summary>
    public Keyword? Keyword { get; init; }

    /// <summary>The webhooks that brought it: one, or one for each part.</summary>
    public IReadOnlyList<Exchange> Calls { get; init; } = [];

    /// <summary>How many more webhooks brought it.</summary>
    public int CallsLeftOut { get; init; }
}

/// <summary>Where a part belongs in a longer text.</summary>
/// <param name="Reference">The same for all parts of one text; the network counts it from 0 to 255 and begins again.</param>
/// <param name="Total">How many parts there are.</param>
/// <param name="Number">From 1 to <paramref name="Total"/>.</param>
public sealed record TextPart(string Reference, int Total, int Number)
{
    /// <summary>Null when the three do not make a part of a longer text; then it is a text like any other.</summary>
    public static TextPart? Read(string? reference, string? total, string? number) =>
        reference is { Length: > 0 } && byte.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var of) && byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && of > 1 && at >= 1 && at <= of
            ? new(reference, of, at)
            : null;
}
