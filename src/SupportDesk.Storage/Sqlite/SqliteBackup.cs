using System.Globalization;
using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite;

/// <summary>Copies of the whole database, and the way back. Every refusal is a <see cref="StoreUnavailableException"/> with a sentence for the operator.</summary>
public static class SqliteBackup
{
    private const string Aside = ".before-restore-";

    /// <summary>Writes one snapshot into a new file, also while the desk runs and writes. The file appears under its name only when it is whole and on the disk.</summary>
    public static void Backup(string dataFolder, string targetFile)
    {
        var source = new DataFolder(dataFolder).Database;
        if (!File.Exists(source))
            throw new StoreUnavailableException($"There is no database to back up: {source} does not exist.");
        if (Path.Exists(targetFile))
            throw new StoreUnavailableException($"{targetFile} exists already; a backup is never written over another file.");
        Guard(source, () => Copy(source, targetFile));
    }

    /// <summary>
    /// Puts a backup in the place of the database, while no desk runs. What was there is put aside, not deleted.
    /// </summary>
    /// <returns>Where the former database is now; null when there was none.</returns>
    public static string? Restore(string dataFolder, string backupFile, TimeProvider time)
    {
        if (!File.Exists(backupFile))
            throw new StoreUnavailableException($"{backupFile} does not exist.");
        if (new FileInfo(backupFile + "-wal") is { Exists: true, Length: > 0 })
            throw new StoreUnavailableException($"{backupFile} has a journal beside it, so it is a database in use and not a backup; make one with the backup command.");
        var folder = new DataFolder(dataFolder);
        using var folderLock = folder.Lock();
        string? former = null;
        Guard(backupFile, () => former = Replace(folder, backupFile, time));
        return former;
    }

    private static void Copy(string source, string targetFile)
    {
        var part = targetFile + ".part";
        File.Delete(part);
        try
        {
            using (var connection = Connection.ForWriting(source))
            {
                Schema.Check(connection, source);
                var copy = connection.Prepare("VACUUM INTO ?1");
                copy.Bind(1, part);
                copy.Step();
            }
            DurableFile.Move(part, targetFile);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static string? Replace(DataFolder folder, string backupFile, TimeProvider time)
    {
        var wasInterrupted = File.Exists(folder.Restoring);
        File.Copy(backupFile, folder.Restoring, overwrite: true);
        try
        {
            CheckWhole(folder.Restoring, backupFile);
        }
        catch
        {
            File.Delete(folder.Restoring);
            throw;
        }
        // While the name is free the copy under its own name says that a restore was interrupted, and no desk begins an empty database.
        var former = PutAside(folder, wasInterrupted, time);
        DurableFile.Move(folder.Restoring, folder.Database);
        return former;
    }

    private static void CheckWhole(string copy, string backupFile)
    {
        using var connection = Connection.ForWriting(copy);
        Schema.Check(connection, backupFile);
        if (connection.Texts("PRAGMA integrity_check(1)") is not ["ok"])
            throw new StoreUnavailableException($"{backupFile} is damaged; restore another backup.");
    }

    /// <summary>The journal holds what is not in the database file yet, so it goes along; left behind it would be applied to the restored file.</summary>
    private static string? PutAside(DataFolder folder, bool wasInterrupted, TimeProvider time)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var aside = $"{folder.Database}{Aside}{stamp}";
        var existed = File.Exists(folder.Database);
        if (existed)
            DurableFile.Move(folder.Database, aside);
        var former = existed ? aside : wasInterrupted ? PartedFromItsJournal(folder) : null;
        if (File.Exists(folder.Journal))
            DurableFile.Move(folder.Journal, (former ?? aside) + "-wal");
        File.Delete(folder.SharedMemory);
        return former;
    }

    /// <summary>What an interrupted restore put aside before it came to the journal; null when there is no such thing.</summary>
    private static string? PartedFromItsJournal(DataFolder folder) => !File.Exists(folder.Journal) ? null : Directory
        .EnumerateFiles(folder.Path, Path.GetFileName(folder.Database) + Aside + "*")
        .Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal) && !File.Exists(file + "-wal"))
        .Max(StringComparer.Ordinal);

    private static void Guard(string file, Action work)
    {
        try
        {
            work();
        }
        catch (SqliteException error)
        {
            throw error.Unavailable(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(error.Message, error);
        }
    }
}
