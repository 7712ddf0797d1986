using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SupportDesk.Gateways.Simulator;
using SupportDesk.Web.Live;

namespace SupportDesk.Web.Features.Phone;

/// <summary>Open phone pages. The server says whose texts changed; the page fetches them.</summary>
[Authorize(PhoneAccess.Policy)]
public sealed class PhoneHub(LiveSessions sessions, PhoneAccess access) : WatchedHub(sessions, access.IsFor)
{
    /// <summary>Client method: the handset's number; null when the whole page changed.</summary>
    public const string PhoneChanged = "phoneChanged";
}

internal sealed class PhoneEvents(IHubContext<PhoneHub> hub) : IPhoneEvents
{
    public Task PhoneChangedAsync(string? number, CancellationToken cancellation) => hub.Clients.All.SendAsync(PhoneHub.PhoneChanged, number, cancellation);
}
