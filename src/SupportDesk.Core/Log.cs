using Microsoft.Extensions.Logging;

namespace SupportDesk;

/// <summary>What the desk logs: ids, never texts, full numbers or secrets.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Sent message {MessageId} by {Gateway}: {Result}.")]
    public static partial void Sent(this ILogger log, string messageId, string gateway, string result);

    [LoggerMessage(2, LogLevel.Debug, "Opened ticket {TicketId}.")]
    public static partial void TicketOpened(this ILogger log, string ticketId);

    [LoggerMessage(3, LogLevel.Warning, "Kept webhook {WebhookId} of {Gateway}: {Reason}")]
    public static partial void WebhookKept(this ILogger log, string webhookId, string gateway, string reason);

    [LoggerMessage(4, LogLevel.Warning, "A delivery report of {Gateway} names no text that is known here.")]
    public static partial void ReportWithoutMessage(this ILogger log, string gateway);

    [LoggerMessage(5, LogLevel.Debug, "No automatic answer to message {MessageId}: {Reason}.")]
    public static partial void AnswerWithheld(this ILogger log, string messageId, string reason);

    [LoggerMessage(7, LogLevel.Warning, "Message {MessageId} was not sent by {Gateway}: {Result}.")]
    public static partial void NotSent(this ILogger log, string messageId, string gateway, string result);

    [LoggerMessage(8, LogLevel.Debug, "Message {MessageId} was not sent: the customer has opted out, or it cannot be handed over.")]
    public static partial void HeldBack(this ILogger log, string messageId);

    [LoggerMessage(9, LogLevel.Error, "The rules could not be asked for an answer to message {MessageId}; it got none.")]
    public static partial void RulesFailed(this ILogger log, Exception error, string messageId);

    [LoggerMessage(6, LogLevel.Error, "Message {MessageId} could not be filed; it will be tried again.")]
    public static partial void FilingFailed(this ILogger log, Exception error, string messageId);

    [LoggerMessage(8, LogLevel.Warning, "Nobody has texted support number {Number} for more than {SilentAfter}. Its webhook may not work any more: look at its set-up check.")]
    public static partial void NumberSilent(this ILogger log, string number, TimeSpan silentAfter);

    [LoggerMessage(10, LogLevel.Warning, "{Gateway} did not take one text after the other. It is not asked for {Pause}; then one text tries it.")]
    public static partial void BreakerOpened(this ILogger log, string gateway, TimeSpan pause);

    [LoggerMessage(11, LogLevel.Information, "{Gateway} takes texts again.")]
    public static partial void BreakerClosed(this ILogger log, string gateway);

    [LoggerMessage(12, LogLevel.Warning, "Nothing can be sent by {Gateway}, which support numbers name: {Lack}")]
    public static partial void CannotSend(this ILogger log, string gateway, string lack);
}
