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
