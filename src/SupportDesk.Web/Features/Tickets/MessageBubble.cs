using SupportDesk.Messages;
using SupportDesk.Web.Features.Shared;

namespace SupportDesk.Web.Features.Tickets;

/// <summary>One text of a conversation as agents see it.</summary>
public sealed record MessageBubble(Message Message, ListQuery List)
{
    /// <summary>It sounds as if the customer wanted no more texts.</summary>
    public bool SoundsLikeOptOut { get; init; }

    /// <summary>Why this text, and those just before it, got no automatic answer.</summary>
    public string? Unanswered { get; init; }

    /// <summary>Where the text stands that was sent in its place.</summary>
    public string? SentAgain { get; init; }

    public string Author => Message.AgentName ?? (Message.RuleName is { } rule ? $"Automatic answer: {rule}" : "Automatic answer");

    public string StateWords => TextState.Words(Message);

    /// <summary>Which way it went, where that is not the usual one.</summary>
    public string? Way => TextState.Way(Message);

    public string Icon => TextState.Icon(Message.State);

    /// <summary>How many SMS it was, or will be.</summary>
    public int SmsCount => Segments.Count(Message.Text).Segments;

    /// <summary>The size of an attachment as people say it.</summary>
    public static string SizeOf(Attachment attachment) => attachment.Size switch
    {
        null => "",
        < 1024 => FormattableString.Invariant($"{attachment.Size} bytes"),
        < 1024 * 1024 => FormattableString.Invariant($"{attachment.Size / 1024.0:0} kB"),
        _ => FormattableString.Invariant($"{attachment.Size / 1024.0 / 1024:0.0} MB"),
    };

    /// <summary>Why it failed, waits or is not confirmed; null when there is nothing to explain.</summary>
    public string? Reason => Message switch
    {
        { State: MessageState.Unconfirmed } => $"{Message.Failure} A delivery report can still confirm it.".TrimStart(),
        { State: MessageState.Failed or MessageState.Queued } => Message.Failure,
        _ => null,
    };
}
