using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SupportDesk.Storage.Sqlite.Native;

/// <summary>SQLite's write-ahead journal: commits are appended to it as frames, a checkpoint copies them into the database file.</summary>
internal static unsafe class Journal
{
    private const int Passive = 0;
    private const int FilePointer = 7;
    private const int SyncNormal = 2;

    [ThreadStatic]
    private static int frames;

    /// <summary>How many frames the journal had after the last commit on this thread.</summary>
    public static int Frames => frames;

    /// <summary>All frames were copied: the next commit begins the journal anew and counts again.</summary>
    public static void Forget() => frames = 0;

    /// <summary>Counts the frames after each commit, in place of SQLite's own checkpoints within a commit.</summary>
    public static void Watch(DatabaseHandle database) => Sqlite3.JournalHook(database, &Count, 0);

    /// <summary>Copies what no reader still needs from the journal, beside running readers and writers; gives how many frames are left.</summary>
    public static int Copy(Connection connection, DatabaseHandle database)
    {
        // A connection learns that there is a journal by its first read; before, a checkpoint does nothing.
        connection.Number("PRAGMA user_version");
        var code = Sqlite3.Checkpoint(database, 0, Passive, out var all, out var copied);
        if (ResultCode.Primary(code) is not ResultCode.Busy)
            connection.Check(code);
        return all - copied;
    }

    /// <summary>
    /// Writes the database file down. A checkpoint does so itself only when no commit came meanwhile. It goes through SQLite's own open file,
    /// since closing another one would give up SQLite's locks on it.
    /// </summary>
    public static void Sync(Connection connection, DatabaseHandle database)
    {
        connection.Check(Sqlite3.FileOf(database, "main", FilePointer, out var file));
        // sqlite3_file begins with its methods: version, xClose, xRead, xWrite, xTruncate, xSync.
        var sync = (delegate* unmanaged[Cdecl]<nint**, int, int>)file[0][5];
        connection.Check(sync(file, SyncNormal));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Count(nint argument, nint database, byte* name, int count)
    {
        frames = count;
        return ResultCode.Ok;
    }
}
