using Microsoft.Extensions.Logging;
using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite;

/// <summary>Opens the file of a data folder, or makes it. A file that is there is never taken for a new one.</summary>
internal static class DatabaseFile
{
    /// <summary>SQLite 3.35 is the first that drops columns.</summary>
    private const int OldestLibrary = 3_035_000;

    /// <exception cref="StoreUnavailableException">Says in words for the operator what is wrong with the file.</exception>
    public static void Prepare(DataFolder folder, Connection connection, IEnumerable<Table> tables, bool takesUnfinished, ILogger log)
    {
        Schema.Check(connection, folder.Database, takesUnfinished);
        Schema.Apply(connection, tables, log);
        log.DatabaseOpened(folder.Database, Sqlite3.LibraryVersionNumber());
    }

    /// <summary>Makes the file when this is a new folder: under another name, so that it is whole or absent.</summary>
    public static void Ensure(DataFolder folder, bool mustExist)
    {
        if (Sqlite3.LibraryVersionNumber() < OldestLibrary)
            throw new StoreUnavailableException("SQLite's library is too old; SupportDesk needs 3.35 or newer.");
        if (File.Exists(folder.Database))
            RefuseEmpty(folder);
        else if (mustExist)
            throw new StoreUnavailableException($"There is no database: {folder.Database} does not exist.");
        else
            Create(folder);
    }

    private static void RefuseEmpty(DataFolder folder)
    {
        if (new FileInfo(folder.Database).Length is 0)
            throw new StoreUnavailableException($"{folder.Database} is empty, so it was damaged; restore a backup.");
    }

    private static void Create(DataFolder folder)
    {
        if (File.Exists(folder.Restoring))
            throw new StoreUnavailableException($"A restore into {folder.Path} was interrupted; run it again.");
        if (File.Exists(folder.Journal))
            throw new StoreUnavailableException($"{folder.Database} is missing, but its journal {folder.Journal} is there; put the file back or restore a backup.");
        foreach (var leftOver in Directory.GetFiles(folder.Path, Path.GetFileName(folder.Unfinished) + "*"))
            File.Delete(leftOver);
        using (var connection = Connection.Create(folder.Unfinished))
            Schema.Begin(connection);
        DurableFile.Move(folder.Unfinished, folder.Database);
    }
}
