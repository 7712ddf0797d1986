using SupportDesk.Storage.Sqlite.Native;

namespace SupportDesk.Storage.Sqlite.Writing;

/// <summary>What became of a write.</summary>
internal enum Outcome
{
    Done,

    /// <summary>The id is taken: nothing was inserted.</summary>
    IdTaken,

    /// <summary>Another document holds one of the unique keys.</summary>
    KeyTaken,

    /// <summary>The stored document has another version, or is gone.</summary>
    Changed,
}

/// <summary>
/// One write on its way. The caller may take it back until the writer begins it; from then on its true outcome is reported.
/// Its task completes only after the commit that made it durable.
/// </summary>
internal abstract class Write() : TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int TakenBack = 2;

    private int state;
    private Outcome outcome;

    /// <summary>False when the caller took it back.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref state, Begun, Waiting) is Waiting;

    public void TakeBack(CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref state, TakenBack, Waiting) is Waiting)
            SetCanceled(cancellation);
    }

    /// <summary>On the writer's thread, within the group's transaction.</summary>
    public void Apply(Connection connection) => outcome = Run(connection);

    /// <summary>On the writer's thread, after the commit.</summary>
    public void Complete() => SetResult(outcome);

    protected abstract Outcome Run(Connection connection);
}
