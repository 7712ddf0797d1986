namespace SupportDesk.Web;

/// <summary>What the web side logs: ids and reasons, never texts, full numbers or secrets.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "SupportDesk is ready: {Address}")]
    public static partial void Ready(this ILogger log, string address);

    [LoggerMessage(104, LogLevel.Information, "Play the customer with the virtual phone: {Address}/phone")]
    public static partial void PhoneReady(this ILogger log, string address);

    [LoggerMessage(101, LogLevel.Error, "A pass of {Worker} failed; it will be tried again.")]
    public static partial void PassFailed(this ILogger log, Exception error, string worker);

    [LoggerMessage(102, LogLevel.Error, "The store cannot serve: {Reason}")]
    public static partial void StoreUnavailable(this ILogger log, string reason);

    [LoggerMessage(103, LogLevel.Information, "Created the first administrator from the settings.")]
    public static partial void Founded(this ILogger log);

    [LoggerMessage(108, LogLevel.Error, "The first administrator cannot be created from the settings. {Problem} Put it right and start again.")]
    public static partial void NotFounded(this ILogger log, string problem);

    [LoggerMessage(105, LogLevel.Information, "The settings of carrier {Gateway} were changed in the pages.")]
    public static partial void CarrierChanged(this ILogger log, string gateway);

    [LoggerMessage(106, LogLevel.Error, "The stored secret {Setting} cannot be decrypted: the key that it was encrypted with is lost. Write it again at /admin/carriers.")]
    public static partial void SecretLost(this ILogger log, string setting);

    [LoggerMessage(107, LogLevel.Error, "What is stored for carrier {Gateway} is not used: its settings do not fit together. /admin/carriers says why.")]
    public static partial void CarrierUnusable(this ILogger log, string gateway);
}
