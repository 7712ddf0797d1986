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
        await LookAsync(() => PassAsync(cancellationToken), cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task PassAsync(CancellationToken cancellation)
    {
        await numbers.RefreshAsync(cancellation);
        await carriers.RefreshAsync(cancellation);
        await rules.RefreshAsync(cancellation);
        warnings.Tell();
    }
}
