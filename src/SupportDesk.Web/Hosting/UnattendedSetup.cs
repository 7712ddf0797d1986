using Microsoft.AspNetCore.Identity;
using SupportDesk.Agents;
using SupportDesk.Storage;
using SupportDesk.Web.Features.Setup;

namespace SupportDesk.Web.Hosting;

/// <summary>Creates the first administrator from the settings (section "Setup"), for installations that nobody watches; as soon as the store is there.</summary>
internal sealed class UnattendedSetup(AgentDesk agents, IPasswordHasher<Agent> hasher, IConfiguration configuration, TimeProvider time, ILogger<UnattendedSetup> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool done;

    /// <summary>Whether the settings name the first administrator; then the first-run page is nobody's.</summary>
    public static bool IsWanted(IConfiguration configuration) => configuration["Setup:User"] is { Length: > 0 };

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        done = await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (!done && await timer.WaitForNextTickAsync(stoppingToken))
                done = await TryAsync(stoppingToken);
        }
        catch (InvalidSettingException error)
        {
            // The desk has been running since; ending it would take away what works.
            log.NotFounded(error.Message);
        }
    }

    /// <summary>False while the store is away.</summary>
    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await SetUpAsync(cancellation);
            return true;
        }
        catch (StoreUnavailableException error)
        {
            log.StoreUnavailable(error.Message);
            return false;
        }
    }

    private async Task SetUpAsync(CancellationToken cancellation)
    {
        if (!IsWanted(configuration) || await agents.IsSetUpAsync(cancellation))
            return;
        var user = configuration["Setup:User"]!;
        if (!AgentDesk.IsUserName(user))
            throw new InvalidSettingException($"Setup:User (ADMIN_USER) {SetupForm.UserNameRule}");
        if (configuration["Setup:Password"] is not { Length: >= SetupForm.ShortestPassword } password)
            throw new InvalidSettingException($"Setup:Password (ADMIN_PASSWORD) must have at least {SetupForm.ShortestPassword} characters.");
        var name = configuration["Setup:Name"] is { Length: > 0 } given ? given : user;
        if (await agents.FoundAsync(user, name, hasher.HashPassword(null!, password), cancellation))
            log.Founded();
    }
}
