using SupportDesk.Messages;
using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>Sends to the handsets in the browser, as well or badly as <see cref="CarrierBehaviour"/> says.</summary>
internal sealed class SimulatorGateway(SimulatedCarrier carrier) : ISmsGateway
{
    public const string GatewayName = "simulator";

    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(5);

    public string Name => GatewayName;

    public int MostSegments => 9;

    public async Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        try
        {
            var behaviour = await carrier.BehaviourAsync(cancellation);
            if (behaviour.Busy)
                return new SendResult.TryLater("The simulated carrier answered 429: it is busy.", BusyFor);
            if (behaviour.Refuse)
                return new SendResult.Refused("The simulated carrier refuses texts.");
            var id = await carrier.TakeAsync(text, behaviour, cancellation);
            return behaviour.DropConnection
                ? new SendResult.Uncertain("The connection to the simulated carrier broke before it answered.")
                : new SendResult.Accepted(id);
        }
        catch (StoreUnavailableException error)
        {
            return new SendResult.TryLater($"The simulated carrier could not take it: {error.Message}");
        }
    }
}
