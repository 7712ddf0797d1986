using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using SupportDesk.Agents;
using SupportDesk.Web.Background;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Live;

/// <summary>The open lines of agents' pages. A request is checked when it comes; a line may be open for days.</summary>
public sealed class LiveSessions(AgentDesk agents)
{
    private readonly ConcurrentDictionary<string, HubCallerContext> open = new(StringComparer.Ordinal);

    public void Add(HubCallerContext line) => open[line.ConnectionId] = line;

    public void Remove(HubCallerContext line) => open.TryRemove(line.ConnectionId, out _);

    /// <summary>Ends the lines of agents who were disabled, or whose password changed, since they signed in.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        foreach (var lines in open.Values.GroupBy(line => line.UserIdentifier ?? "", StringComparer.Ordinal))
        {
            var agent = await agents.FindAsync(lines.Key, cancellation);
            foreach (var line in lines.Where(line => !line.User.IsSessionOf(agent)))
                line.Abort();
        }
    }
}

/// <summary>Looks after the open lines.</summary>
internal sealed class LiveSessionWorker(LiveSessions sessions, WakeUp<LiveSessions> wakeUp, TimeProvider time, ILogger<LiveSessionWorker> log)
    : Worker<LiveSessions>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(5);

    protected override Task PassAsync(CancellationToken cancellation) => sessions.CheckAsync(cancellation);
}
