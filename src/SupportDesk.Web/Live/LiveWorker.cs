using Microsoft.AspNetCore.SignalR;
using SupportDesk.Web.Background;

namespace SupportDesk.Web.Live;

/// <summary>Announces what changed to every open page, at most every 50 ms.</summary>
internal sealed class LiveWorker(LiveEvents events, IHubContext<LiveHub> hub, WakeUp<LiveEvents> wakeUp, TimeProvider time, ILogger<LiveWorker> log)
    : Worker<LiveEvents>(wakeUp, time, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(5);

    protected override async Task PassAsync(CancellationToken cancellation)
    {
        var codes = events.Take();
        if (codes is [])
            return;
        await hub.Clients.All.SendAsync(LiveHub.TicketsChanged, codes, cancellation);
        await Task.Delay(Pause, Time, cancellation);
    }
}
