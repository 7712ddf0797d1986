using SupportDesk.Automation;
using SupportDesk.Numbers;
using SupportDesk.Web.Carriers;

namespace SupportDesk.Web.Background;

/// <summary>Takes over what administrators changed on other nodes. The first look is before the desk answers anybody, unless the store is away.</summary>
internal sealed class SettingsWorker(NumberDesk numbers, CarrierDesk carriers, ReplyRules rules, SetupWarnings warnings, WakeUp<NumberDesk> wakeUp, TimeProvider time, ILogger<SettingsWorker> log)
    : Worker<NumberDesk>(wakeUp, time, log)
{
    protected override TimeSpan PollInterval => TimeSpan.FromSeconds(2.5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>What of it cannot be read keeps nothing else from being read.</summary>
    protected override async Task PassAsync(CancellationToken cancellation)
    {
        await LookAsync(() => numbers.RefreshAsync(cancellation), cancellation);
        await LookAsync(() => carriers.RefreshAsync(cancellation), cancellation);
        await LookAsync(() => rules.RefreshAsync(cancellation), cancellation);
        warnings.Tell();
    }
}
