using SupportDesk.Messages;

namespace SupportDesk.Web.Features.Shared;

/// <summary>A gateway that this process does not ask for now, as pages show it.</summary>
/// <param name="Gateway">Its name.</param>
/// <param name="Outage">Since when, and why.</param>
/// <param name="NextTry">When one text tries it; null while one does.</param>
public sealed record OutageView(string Gateway, Outage Outage, DateTimeOffset? NextTry)
{
    /// <summary>Null while the gateway is asked.</summary>
    public static OutageView? Of(string gateway, Breakers breakers, DateTimeOffset now) =>
        breakers.OutageOf(gateway) is { } outage ? new(gateway, outage, now + outage.NextTryIn) : null;
}
