using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;
using SupportDesk.Nodes;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Live;

/// <summary>Agents' open pages. The server says which tickets changed; the page fetches what they are now.</summary>
[Authorize]
public sealed class LiveHub(LiveSessions sessions) : WatchedHub(sessions, user => user.Identity is { IsAuthenticated: true })
{
    /// <summary>Client method: an array of ticket codes; null when any may have changed.</summary>
    public const string TicketsChanged = "ticketsChanged";
}

/// <summary>Collects changes so that a busy second is a few announcements, not thousands.</summary>
internal sealed class LiveEvents(WakeUp<LiveEvents> wakeUp, ChangeCount count, NodeNews? news = null) : IDeskEvents
{
    private readonly ConcurrentDictionary<string, byte> changed = new(StringComparer.Ordinal);
    private bool everything;

    public Task TicketChangedAsync(string ticketId, CancellationToken cancellation)
    {
        news?.Tell(ticketId);
        Changed(ticketId);
        return Task.CompletedTask;
    }

    /// <summary>A ticket was changed by this node or another.</summary>
    public void Changed(string ticketId)
    {
        count.Add();
        if (changed.TryAdd(ticketId, 0))
            wakeUp.Ring();
    }

    /// <summary>Any ticket may have been changed.</summary>
    public void EverythingChanged()
    {
        everything = true;
        count.Add();
        wakeUp.Ring();
    }

    /// <summary>What changed since this was last asked; null: any ticket may have.</summary>

    public IReadOnlyList<string>? Take()
    {
        var codes = changed.Keys.Where(code => changed.TryRemove(code, out _)).ToList();
        return Interlocked.Exchange(ref everything, false) ? null : codes;
    }
}
