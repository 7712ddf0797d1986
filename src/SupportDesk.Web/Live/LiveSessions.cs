using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using SupportDesk.Agents;
using SupportDesk.Web.Background;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Live;

/// <summary>The open lines of pages. A request is checked when it comes; a line may be open for days.</summary>
public sealed class LiveSessions(AgentDesk agents)
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    private readonly ConcurrentDictionary<string, (HubCallerContext Line, Predicate<ClaimsPrincipal> IsFor)> open = new(StringComparer.Ordinal);

    /// <param name="line">The line.</param>
    /// <param name="isFor">Who may hear it now.</param>
    public void Add(HubCallerContext line, Predicate<ClaimsPrincipal> isFor) => open[line.ConnectionId] = (line, isFor);

    public void Remove(HubCallerContext line) => open.TryRemove(line.ConnectionId, out _);

    /// <summary>Ends the lines of whoever may no longer hear them. Agents who were disabled, or whose password changed, since they signed in count as nobody.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        foreach (var lines in open.Values.GroupBy(one => one.Line.UserIdentifier ?? "", StringComparer.Ordinal))
        {
            var agent = await agents.FindAsync(lines.Key, cancellation);
            foreach (var (line, isFor) in lines)
            {
                if (!isFor(line.User.IsSessionOf(agent) ? line.User! : Nobody))
                    line.Abort();
            }
        }
    }
}

/// <summary>A hub whose lines end soon after their people may no longer hear it.</summary>
public abstract class WatchedHub(LiveSessions sessions, Predicate<ClaimsPrincipal> isFor) : Hub
{
    public override Task OnConnectedAsync()
    {
        sessions.Add(Context, isFor);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        sessions.Remove(Context);
        return Task.CompletedTask;
    }
}

/// <summary>Looks after the open lines.</summary>
internal sealed class LiveSessionWorker(LiveSessions sessions, WakeUp<LiveSessions> wakeUp, TimeProvider time, ILogger<LiveSessionWorker> log)
    : Worker<LiveSessions>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(5);

    protected override Task PassAsync(CancellationToken cancellation) => sessions.CheckAsync(cancellation);
}
