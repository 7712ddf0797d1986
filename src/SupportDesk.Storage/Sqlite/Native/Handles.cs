using Microsoft.Win32.SafeHandles;

namespace SupportDesk.Storage.Sqlite.Native;

/// <summary>An open database. SQLite itself keeps it alive until its last statement is gone, so the order of release does not matter.</summary>
internal sealed class DatabaseHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => Sqlite3.Close(handle) is ResultCode.Ok;
}

/// <summary>A prepared statement.</summary>
internal sealed class StatementHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        // Its result only repeats the failure of the last step.
        _ = Sqlite3.Complete(handle);
        return true;
    }
}
