using Microsoft.Extensions.Logging;
using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite.Writing;

/// <summary>The connection that writes. One that failed is not trusted again: the next group gets a fresh one, and so the engine recovers by itself.</summary>
internal sealed class WritingConnection(string file, SqliteOptions options, ILogger log) : IDisposable
{
    private readonly Checkpoints checkpoints = new(file, log);
    private Connection? connection;

    /// <summary>Makes a group of writes durable in one transaction, or none of them.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was stored.</exception>
    public void Commit(List<Write> group)
    {
        try
        {
            var open = Open();
            open.Prepare("BEGIN IMMEDIATE").Step();
            foreach (var write in group)
                write.Apply(open);
            open.Prepare("COMMIT").Step();
        }
        catch (SqliteException error)
        {
            Close();
            throw error.Unavailable(file);
        }
    }

    /// <summary>Keeps the journal small; called between commits, when nobody waits for the last one any more.</summary>
    public void FoldJournal()
    {
        if (connection is not null)
            checkpoints.AfterCommit(connection);
    }

    /// <summary>The connection, opened anew when there is none.</summary>
    public Connection Open()
    {
        connection ??= Connect();
        if (connection.HasLostItsFile)
            throw new StoreUnavailableException($"{file} was moved or deleted while the desk ran; stop the desk, put the file back or restore a backup.");
        if (options.WriterSettings is { } settings)
            connection.Execute(settings);
        return connection;
    }

    public void Dispose()
    {
        checkpoints.Dispose();
        Close();
    }

    /// <summary>Closing rolls back what was not committed.</summary>
    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }

    /// <summary>
    /// FULL syncs the journal at each commit, so an acknowledged write outlives a power cut. FAST overwrites deleted texts where that costs no
    /// extra write, whatever the distribution's default. The file is not mapped into memory: a disk error there would kill the process.
    /// The cache is in KiB, the limit in bytes is what remains of the journal's file after a burst.
    /// </summary>
    private Connection Connect()
    {
        var opened = Connection.ForWriting(file);
        try
        {
            opened.Execute("""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA secure_delete = FAST;
                PRAGMA journal_size_limit = 67108864;
                PRAGMA cache_size = -32768;
                """);
            opened.WatchJournal();
            return opened;
        }
        catch (SqliteException)
        {
            opened.Dispose();
            throw;
        }
    }
}
