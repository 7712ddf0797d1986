using SupportDesk.Storage.Moving;

namespace SupportDesk.Web.Hosting;

/// <summary>Shows how far a move is, at most one line a second.</summary>
internal sealed class ShownProgress(TextWriter output, TimeProvider time) : IProgress<Progress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long? shownAt;
    private Progress shown;

    public void Report(Progress value)
    {
        var elapsed = shownAt is { } before ? time.GetElapsedTime(before) : Pause;
        if (elapsed < Pause)
            return;
        var since = value.Work == shown.Work && value.Collection == shown.Collection ? value.Done - shown.Done : value.Done;
        var rate = shownAt is null ? "" : FormattableString.Invariant($", {since / elapsed.TotalSeconds:F0} per second");
        output.WriteLine(FormattableString.Invariant($"{value.Work} {value.Collection}: {value.Done} of {value.Total}{rate}"));
        (shownAt, shown) = (time.GetTimestamp(), value);
    }
}
