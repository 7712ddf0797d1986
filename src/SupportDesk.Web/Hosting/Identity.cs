using System.Security.Claims;
using SupportDesk.Agents;

namespace SupportDesk.Web.Hosting;

/// <summary>The signed-in agent, as the session knows it.</summary>
public static class Identity
{
    internal const string StampClaim = "stamp";

    public static Author AsAuthor(this ClaimsPrincipal user) =>
        new(user.FindFirstValue(ClaimTypes.NameIdentifier)!, user.FindFirstValue(ClaimTypes.Name)!);

    public static bool IsAdministrator(this ClaimsPrincipal user) => user.IsInRole(nameof(AgentRole.Administrator));

    /// <summary>False once the account was disabled, or its password changed, after the session began.</summary>
    internal static bool IsSessionOf(this ClaimsPrincipal? user, Agent? agent) =>
        agent is { IsDisabled: false } && agent.SecurityStamp == user?.FindFirstValue(StampClaim);

    internal static ClaimsPrincipal Principal(Agent agent, string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, agent.Id),
            new(ClaimTypes.Name, agent.Name),
            new(ClaimTypes.Role, agent.Role.ToString()),
            new(StampClaim, agent.SecurityStamp),
        ],
        scheme));
}
