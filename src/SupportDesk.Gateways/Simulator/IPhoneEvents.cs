namespace SupportDesk.Gateways.Simulator;

/// <summary>Tells whoever looks at the handsets that something changed; they fetch what it is now.</summary>
public interface IPhoneEvents
{
    /// <param name="number">The handset whose texts changed; null: handsets came or went, or the carrier behaves otherwise.</param>
    /// <param name="cancellation">Ends the telling.</param>
    Task PhoneChangedAsync(string? number, CancellationToken cancellation);
}
