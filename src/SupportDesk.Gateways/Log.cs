using Microsoft.Extensions.Logging;

namespace SupportDesk.Gateways;

/// <summary>What the gateways log: ids and reasons, never texts, full numbers or secrets.</summary>
internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Error, "The simulated carrier cannot store anything: {Reason}")]
    public static partial void CarrierCannotStore(this ILogger log, string reason);

    [LoggerMessage(201, LogLevel.Error, "The simulated carrier failed.")]
    public static partial void CarrierFailed(this ILogger log, Exception error);
}
