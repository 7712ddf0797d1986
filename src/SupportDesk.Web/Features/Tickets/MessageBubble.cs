using SupportDesk.Messages;

namespace SupportDesk.Web.Features.Tickets;

/// <summary>One text of a conversation as agents see it.</summary>
public sealed record MessageBubble(Message Message, ListQuery List)
{
    /// <summary>It sounds as if the customer wanted no more texts.</summary>
    public bool SoundsLikeOptOut { get; init; }

    public string StateWords => Message switch
    {
        { State: MessageState.Queued, Failure: not null } => "Waiting to try again",
        { State: MessageState.Sending } => "Sending…",
        { State: MessageState.Unconfirmed } => "Not confirmed",
        _ => Message.State.ToString(),
    };

    public string Icon => Message.State switch
    {
        MessageState.Queued => "bi-clock",
        MessageState.Sending => "bi-send",
        MessageState.Sent => "bi-check2",
        MessageState.Delivered => "bi-check2-all",
        MessageState.Failed => "bi-exclamation-triangle-fill",
        _ => "bi-question-circle-fill",
    };

    /// <summary>How many SMS it was, or will be.</summary>
    public int SmsCount => Segments.Count(Message.Text).Segments;

    /// <summary>Why it failed, waits or is not confirmed; null when there is nothing to explain.</summary>
    public string? Reason => Message switch
    {
        { State: MessageState.Unconfirmed } => $"{Message.Failure} A delivery report can still confirm it.".TrimStart(),
        { State: MessageState.Failed or MessageState.Queued } => Message.Failure,
        _ => null,
    };
}
