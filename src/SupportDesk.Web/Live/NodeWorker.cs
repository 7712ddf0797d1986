using SupportDesk.Nodes;
using SupportDesk.Web.Background;

namespace SupportDesk.Web.Live;

/// <summary>Tells the other nodes what changed here, and this node's pages what changed there.</summary>
internal sealed class NodeWorker(NodeNews news, LiveEvents events, WakeUp<NodeNews> wakeUp, TimeProvider time, ILogger<NodeWorker> log)
    : Worker<NodeNews>(wakeUp, time, log)
{
    /// <summary>A busy node tells as often; what changes meanwhile goes together.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override TimeSpan PollInterval => TimeSpan.FromMilliseconds(250);

    protected override async Task PassAsync(CancellationToken cancellation)
    {
        var heard = await news.ExchangeAsync(cancellation);
        if (heard.Everything)
            events.EverythingChanged();
        foreach (var code in heard.Tickets)
            events.Changed(code);
        await Task.Delay(Pause, Time, cancellation);
    }

    protected override Task FinishAsync() => news.LeaveAsync(CancellationToken.None);
}
