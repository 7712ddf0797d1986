using System.Security.Claims;
using SupportDesk.Gateways.Simulator;
using SupportDesk.Numbers;
using SupportDesk.Web.Carriers;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Phone;

/// <summary>Who may use the virtual phone. Nobody needs to sign in while the desk plays with the simulated carrier; beside a real one it is for administrators.</summary>
public sealed class PhoneAccess(PhoneSettings settings, CarrierDesk carriers, SupportNumbers numbers)
{
    public const string Policy = "phone";

    /// <summary>There is one.</summary>
    public bool IsOn => settings.IsOn;

    public bool IsFor(ClaimsPrincipal user) => IsOn && ((settings.IsOpen && IsOnlySimulated) || user.IsAdministrator());

    /// <summary>Administrators may set up a real carrier at any time; while nobody knows whether they did, it counts as done.</summary>
    private bool IsOnlySimulated =>
        carriers.State is { Settings.Count: 0, Lost.Count: 0 } && numbers.All.SelectMany(number => number.Gateways).All(gateway => gateway == SimulatedCarrier.Gateway);
}

/// <summary>What the configuration says about the virtual phone.</summary>
/// <param name="IsOn">There is one.</param>
/// <param name="IsOpen">The configuration names no real carrier.</param>
public sealed record PhoneSettings(bool IsOn, bool IsOpen);
