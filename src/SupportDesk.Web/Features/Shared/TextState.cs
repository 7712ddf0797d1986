using SupportDesk.Messages;

namespace SupportDesk.Web.Features.Shared;

/// <summary>How far a text has come, as agents read it.</summary>
public static class TextState
{
    public static string Words(Message message) => message is { State: MessageState.Queued, Failure: not null } ? "Waiting to try again" : Words(message.State);

    public static string Words(MessageState state) => state switch
    {
        MessageState.Sending => "Sending…",
        MessageState.Unconfirmed => "Not confirmed",
        _ => state.ToString(),
    };

    /// <summary>Which way it went, where that is not the usual one; null where it is.</summary>
    public static string? Way(Message message) => message.Detour is { } detour ? $"{Done(message)} by {message.Gateway}, because {detour.Gateway} did not take it: {detour.Reason}" : null;

    private static string Done(Message message) => message.State switch
    {
        MessageState.Queued or MessageState.Sending => "Goes out",
        MessageState.Sent or MessageState.Delivered => "Sent",
        _ => "Tried",
    };

    public static string Icon(MessageState state) => state switch
    {
        MessageState.Received => "bi-inbox",
        MessageState.Queued => "bi-clock",
        MessageState.Sending => "bi-send",
        MessageState.Sent => "bi-check2",
        MessageState.Delivered => "bi-check2-all",
        MessageState.Failed => "bi-exclamation-triangle-fill",
        _ => "bi-question-circle-fill",
    };
}
