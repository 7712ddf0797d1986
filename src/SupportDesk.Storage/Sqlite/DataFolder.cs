namespace SupportDesk.Storage.Sqlite;

/// <summary>The files of a data folder.</summary>
internal sealed class DataFolder(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Database => In("supportdesk.db");

    public string Journal => Database + "-wal";

    public string SharedMemory => Database + "-shm";

    /// <summary>A database that is being made; it gets its real name when it is whole.</summary>
    public string Unfinished => Database + ".new";

    /// <summary>A backup that is being restored.</summary>
    public string Restoring => Database + ".restoring";

    private string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder and takes it for this process until disposed; the system gives it back even after kill -9.</summary>
    /// <exception cref="StoreUnavailableException">Another process has it, or it cannot be written.</exception>
    public FileStream Lock()
    {
        try
        {
            Directory.CreateDirectory(Path);
            return new FileStream(In("supportdesk.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException error) when (IsTaken(error))
        {
            throw new StoreUnavailableException($"Another SupportDesk already uses the data folder {Path}; stop it first, or give this one a folder of its own.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The data folder {Path} cannot be written: {error.Message}", error);
        }
    }

    /// <summary>EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static bool IsTaken(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
