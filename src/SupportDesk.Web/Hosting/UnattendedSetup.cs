using Microsoft.AspNetCore.Identity;
using SupportDesk.Agents;
using SupportDesk.Web.Features.Setup;

namespace SupportDesk.Web.Hosting;

/// <summary>Creates the first administrator from the settings (section "Setup"), for installations that nobody watches.</summary>
internal sealed class UnattendedSetup(AgentDesk agents, IPasswordHasher<Agent> hasher, IConfiguration configuration, ILogger<UnattendedSetup> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["Setup:User"] is not { Length: > 0 } user || await agents.IsSetUpAsync(cancellationToken))
            return;
        if (!AgentDesk.IsUserName(user))
            throw new InvalidSettingException($"Setup:User (ADMIN_USER) {SetupForm.UserNameRule}");
        if (configuration["Setup:Password"] is not { Length: >= SetupForm.ShortestPassword } password)
            throw new InvalidSettingException($"Setup:Password (ADMIN_PASSWORD) must have at least {SetupForm.ShortestPassword} characters.");
        var name = configuration["Setup:Name"] is { Length: > 0 } given ? given : user;
        if (await agents.FoundAsync(user, name, hasher.HashPassword(null!, password), cancellationToken))
            log.Founded();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
