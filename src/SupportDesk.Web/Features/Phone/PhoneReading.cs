using SupportDesk.Gateways.Simulator;
using SupportDesk.Numbers;

namespace SupportDesk.Web.Features.Phone;

/// <summary>Reads what the phone page shows.</summary>
public sealed class PhoneReading(SimulatedCarrier carrier, Handsets handsets, SupportNumbers numbers)
{
    /// <summary>Only numbers that the simulated carrier answers from: on others a text would be answered by a real provider, to a number that may be somebody's.</summary>
    public IReadOnlyList<SupportNumber> Numbers => [.. numbers.All.Where(number => number.Gateway == SimulatedCarrier.Gateway).OrderBy(number => number.Number == numbers.Default ? 0 : 1)];

    public async Task<PhonePage> PageAsync(CancellationToken cancellation, HandsetForm? add = null, (string Handset, TextForm Form)? writing = null)
    {
        var panes = new List<HandsetPane>();
        foreach (var handset in await handsets.AllAsync(cancellation))
            panes.Add(await PaneAsync(handset, writing is { } one && one.Handset == handset.Number ? one.Form : new(), cancellation));
        return new(panes, await carrier.BehaviourAsync(cancellation), Numbers, add ?? new());
    }

    public async Task<HandsetPane> PaneAsync(Handset handset, TextForm form, CancellationToken cancellation) =>
        new(handset, await handsets.TextsAsync(handset.Number, cancellation), Numbers, form);
}
