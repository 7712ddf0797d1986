using Microsoft.Extensions.Logging;

namespace SupportDesk.Storage;

/// <summary>What the storage engines say.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Opened {File} with SQLite {SqliteVersion}")]
    public static partial void DatabaseOpened(this ILogger log, string file, int sqliteVersion);

    [LoggerMessage(2, LogLevel.Information, "Filled new indexes of {Collection} from {Documents} documents")]
    public static partial void IndexesFilled(this ILogger log, string collection, int documents);

    [LoggerMessage(3, LogLevel.Error, "{Writes} writes were refused and nothing of them was stored: {Reason}")]
    public static partial void WritesRefused(this ILogger log, int writes, string reason, Exception error);

    [LoggerMessage(4, LogLevel.Information, "Writes are stored again")]
    public static partial void WritesResumed(this ILogger log);

    [LoggerMessage(5, LogLevel.Warning, "The journal of {File} could not be folded in, it grows until it can: {Reason}")]
    public static partial void CheckpointFailed(this ILogger log, string file, string reason, Exception error);

    [LoggerMessage(6, LogLevel.Warning, "The desk waits for its database: {Reason}")]
    public static partial void DatabaseIsAway(this ILogger log, string reason);

    [LoggerMessage(7, LogLevel.Information, "The database is there")]
    public static partial void DatabaseIsBack(this ILogger log);

    [LoggerMessage(8, LogLevel.Information, "Dropped the index {Index} of {Collection}: it is not declared, or otherwise")]
    public static partial void IndexDropped(this ILogger log, string index, string collection);

    [LoggerMessage(9, LogLevel.Error, "The document {Id} of {Collection} is passed over, nothing is done about it until it can be read: {Reason}")]
    public static partial void DocumentPassedOver(this ILogger log, string collection, string id, string reason);
}
