using System.Security.Claims;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Phone;

/// <summary>Who may use the virtual phone.</summary>
/// <param name="IsOn">There is one.</param>
/// <param name="IsOpen">Nobody needs to sign in: the desk plays with the simulated carrier. Beside a real provider it is for administrators.</param>
public sealed record PhoneAccess(bool IsOn, bool IsOpen)
{
    public const string Policy = "phone";

    public bool IsFor(ClaimsPrincipal user) => IsOn && (IsOpen || user.IsAdministrator());
}
