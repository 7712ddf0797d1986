using Microsoft.Extensions.Logging;

namespace SupportDesk.Numbers;

/// <summary>A carrier that support numbers name, and that can send nothing.</summary>
/// <param name="Gateway">Its name.</param>
/// <param name="Lack">What it lacks, in a sentence.</param>
public sealed record SetupWarning(string Gateway, string Lack);

/// <summary>Looks for numbers that nothing can be sent from: the desk starts without a carrier's key, and would else only say so when an answer fails.</summary>
public sealed class SetupWarnings(SupportNumbers numbers, Messages.Gateways gateways, ILogger<SetupWarnings> log)
{
    private IReadOnlyList<SetupWarning> told = [];

    public IReadOnlyList<SetupWarning> All =>
    [
        .. numbers.All.SelectMany(number => number.Gateways).Distinct()
            .Select(gateway => (Gateway: gateway, Lack: gateways.For(gateway).Lack))
            .Where(found => found.Lack is not null)
            .Select(found => new SetupWarning(found.Gateway, found.Lack!)),
    ];

    /// <summary>Logs each once, and again when it has come back. Called by one worker.</summary>
    public void Tell()
    {
        var all = All;
        foreach (var warning in all.Except(told))
            log.CannotSend(warning.Gateway, warning.Lack);
        told = all;
    }
}
