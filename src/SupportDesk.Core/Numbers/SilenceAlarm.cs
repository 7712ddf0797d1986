using Microsoft.Extensions.Logging;

namespace SupportDesk.Numbers;

/// <summary>Notices support numbers that nobody has texted for longer than their setting says: perhaps their webhook does not work any more.</summary>
public sealed class SilenceAlarm(SupportNumbers numbers, NumberWatch watch, DeskClock clock, ILogger<SilenceAlarm> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private DateTimeOffset next;

    /// <summary>Looks once a minute at most. Of several nodes that notice it, one tells.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        if (clock.Now < next)
            return;
        var silent = 0;
        foreach (var number in numbers.All.Where(number => number.SilentAfter is not null))
            silent += await IsSilentAsync(number, cancellation) ? 1 : 0;
        DeskMetrics.SilentNumbers.Record(silent);
        next = clock.Now + Pause;
    }

    private async Task<bool> IsSilentAsync(SupportNumber number, CancellationToken cancellation)
    {
        var (id, now) = (LastSeen.OfNumber(number.Number), clock.Now);
        var seen = await watch.SeenAsync(id, cancellation);
        if (seen is { SilentSince: null } && seen.SilentFor(now) is { } silence && silence <= number.SilentAfter)
            return false;
        var revised = await watch.ReviseAsync(id, stored => stored.SilentFor(now) > number.SilentAfter ? stored.FallSilent(now) : stored, cancellation);
        if (revised.Changed)
            log.NumberSilent(PhoneNumber.Masked(number.Number), number.SilentAfter!.Value);
        return revised.Document is { SilentSince: not null } known && known.SilentFor(now) > number.SilentAfter;
    }
}
