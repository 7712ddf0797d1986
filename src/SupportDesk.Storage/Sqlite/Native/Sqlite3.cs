using System.Runtime.InteropServices;

namespace SupportDesk.Storage.Sqlite.Native;

/// <summary>The functions of SQLite's C interface that the engine calls, under their own names.</summary>
internal static unsafe partial class Sqlite3
{
    private const string Library = "sqlite3";

    static Sqlite3() => NativeLibraries.Know(
        Library,
        ["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3.dll", "sqlite3"],
        "SQLite's library was not found; install it (Debian and Ubuntu: the package libsqlite3-0).");

    [LibraryImport(Library, EntryPoint = "sqlite3_libversion_number")]
    internal static partial int LibraryVersionNumber();

    [LibraryImport(Library, EntryPoint = "sqlite3_open_v2", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string file, out DatabaseHandle database, int flags, nint vfs);

    [LibraryImport(Library, EntryPoint = "sqlite3_close_v2")]
    internal static partial int Close(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_extended_result_codes")]
    internal static partial int ExtendedResultCodes(DatabaseHandle database, int on);

    [LibraryImport(Library, EntryPoint = "sqlite3_busy_timeout")]
    internal static partial int BusyTimeout(DatabaseHandle database, int milliseconds);

    [LibraryImport(Library, EntryPoint = "sqlite3_errmsg")]
    internal static partial byte* ErrorMessage(DatabaseHandle database);

    [LibraryImport(Library, EntryPoint = "sqlite3_errstr")]
    internal static partial byte* ErrorString(int code);

    [LibraryImport(Library, EntryPoint = "sqlite3_system_errno")]
    internal static partial int SystemError(DatabaseHandle database);

    [LibraryImport(Library, EntryPoint = "sqlite3_changes")]
    internal static partial int Changes(DatabaseHandle database);

    [LibraryImport(Library, EntryPoint = "sqlite3_exec", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Execute(DatabaseHandle database, string sql, nint callback, nint argument, nint message);

    [LibraryImport(Library, EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int FileControl(DatabaseHandle database, string name, int operation, out int result);

    [LibraryImport(Library, EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int FileOf(DatabaseHandle database, string name, int operation, out nint** file);

    [LibraryImport(Library, EntryPoint = "sqlite3_wal_hook")]
    internal static partial nint JournalHook(DatabaseHandle database, delegate* unmanaged[Cdecl]<nint, nint, byte*, int, int> hook, nint argument);

    [LibraryImport(Library, EntryPoint = "sqlite3_wal_checkpoint_v2")]
    internal static partial int Checkpoint(DatabaseHandle database, nint name, int mode, out int frames, out int copied);

    [LibraryImport(Library, EntryPoint = "sqlite3_prepare_v3")]
    internal static partial int Prepare(DatabaseHandle database, byte* sql, int length, uint flags, out StatementHandle statement, nint tail);

    [LibraryImport(Library, EntryPoint = "sqlite3_finalize")]
    internal static partial int Complete(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    internal static partial int Step(StatementHandle statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    internal static partial int Reset(StatementHandle statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    internal static partial int BindNull(StatementHandle statement, int at);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    internal static partial int BindLong(StatementHandle statement, int at, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    internal static partial int BindText(StatementHandle statement, int at, byte* text, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_zeroblob")]
    internal static partial int BindZeroBlob(StatementHandle statement, int at, int length);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    internal static partial int ColumnType(StatementHandle statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    internal static partial long ColumnLong(StatementHandle statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    internal static partial byte* ColumnBytes(StatementHandle statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    internal static partial int ColumnLength(StatementHandle statement, int column);
}
