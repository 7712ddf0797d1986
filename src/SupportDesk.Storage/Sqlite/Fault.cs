using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite;

/// <summary>Says in words for the operator why SQLite refused.</summary>
internal static class Fault
{
    public static StoreUnavailableException Unavailable(this SqliteException error, string file) =>
        new($"{Sentence(error, file)} [{error.Message}]", error);

    private static string Sentence(SqliteException error, string file) => error.Code switch
    {
        ResultCode.Full => $"The disk that holds {file} is full; make room, and the desk goes on by itself.",
        ResultCode.ReadOnly => $"{file} cannot be written: the file, its folder or its disk is read-only.",
        ResultCode.Corrupt or ResultCode.NotADatabase => $"{file} is damaged or not a SupportDesk database; stop the desk and restore a backup.",
        ResultCode.CannotOpen => $"{file} cannot be opened; see that it exists and that the desk may read and write it and its folder.",
        ResultCode.InputOutput => $"The disk that holds {file} failed to read or write; see the system's log.",
        ResultCode.Busy => $"{file} is locked by another program; close it.",
        ResultCode.OutOfMemory => $"There was no memory left to work on {file}.",
        _ => $"SQLite could not work on {file}.",
    };
}
