using Microsoft.AspNetCore.Identity;
using SupportDesk.Agents;

namespace SupportDesk.Web.Features.SignIn;

/// <summary>Checks passwords and counts the tries.</summary>
public sealed class Passwords(AgentDesk agents, IPasswordHasher<Agent> hasher)
{
    private readonly string nobodysHash = hasher.HashPassword(null!, Guid.NewGuid().ToString());

    /// <summary>The agent; null when the name is unknown, the password wrong, or the account locked or disabled.</summary>
    public async Task<Agent?> CheckAsync(string userName, string password, CancellationToken cancellation)
    {
        var agent = await agents.TrySignInAsync(userName, cancellation);

        // An unknown name costs as much time as a wrong password.
        if (hasher.VerifyHashedPassword(agent!, agent?.PasswordHash ?? nobodysHash, password) is PasswordVerificationResult.Failed || agent is null)
            return null;
        await agents.SignInAsync(agent, cancellation);
        return agent;
    }
}
