using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Live;

/// <summary>Agents' open pages. The server says which tickets changed; the page fetches what they are now.</summary>
[Authorize]
public sealed class LiveHub(LiveSessions sessions) : Hub
{
    /// <summary>Client method: an array of ticket codes.</summary>
    public const string TicketsChanged = "ticketsChanged";

    public override Task OnConnectedAsync()
    {
        sessions.Add(Context);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        sessions.Remove(Context);
        return Task.CompletedTask;
    }
}

/// <summary>Collects changes so that a busy second is a few announcements, not thousands.</summary>
internal sealed class LiveEvents(WakeUp<LiveEvents> wakeUp, ChangeCount count) : IDeskEvents
{
    private readonly ConcurrentDictionary<string, byte> changed = new(StringComparer.Ordinal);

    public Task TicketChangedAsync(string ticketId, CancellationToken cancellation)
    {
        count.Add();
        if (changed.TryAdd(ticketId, 0))
            wakeUp.Ring();
        return Task.CompletedTask;
    }

    public IReadOnlyList<string> Take() => [.. changed.Keys.Where(code => changed.TryRemove(code, out _))];
}
