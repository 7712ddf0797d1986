using Microsoft.Extensions.Logging;
using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite.Writing;

/// <summary>
/// Folds the journal into the database file without holding up the writer: a thread beside it copies nearly everything, then the writer
/// copies the little that came meanwhile, and with nothing left to copy SQLite begins the journal anew. Used by the writer's thread.
/// </summary>
internal sealed class Checkpoints(string file, ILogger log) : IDisposable
{
    /// <summary>In frames of 4 KiB: 32 MiB. A longer journal saves work, as a page that changes often is copied once, but makes reads and crash recovery longer.</summary>
    private const int Long = 8_192;

    /// <summary>In frames: how much more must come before another try when a reader (a backup, say) holds the journal.</summary>
    private const int More = 2_048;

    /// <summary>The first round copies the bulk, the second what came during the first.</summary>
    private const int Rounds = 2;

    private Task? copying;
    private int due = Long;

    /// <summary>Looks at the journal's length; mostly that is all.</summary>
    public void AfterCommit(Connection writer)
    {
        if (copying is { IsCompleted: true })
            Finish(writer);
        else if (copying is null && Journal.Frames >= due)
            copying = Task.Factory.StartNew(CopyMost, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Waits for the thread beside the writer.</summary>
    public void Dispose() => copying?.Wait();

    private void Finish(Connection writer)
    {
        copying = null;
        var isWhole = Try(() => writer.CopyJournal() is 0);
        due = isWhole ? Long : Journal.Frames + More;
        if (isWhole)
            Journal.Forget();
    }

    private void CopyMost() => Try(() =>
    {
        using var connection = Connection.ForWriting(file);
        for (var round = 0; round < Rounds; round++)
        {
            connection.CopyJournal();
            connection.Sync();
        }
        return true;
    });

    /// <summary>A journal that cannot be folded in now loses nothing: it grows, and the next try is soon.</summary>
    private bool Try(Func<bool> copy)
    {
        try
        {
            return copy();
        }
        catch (SqliteException error)
        {
            log.CheckpointFailed(file, error.Message, error);
            return false;
        }
    }
}
