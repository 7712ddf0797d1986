using SupportDesk.Exchanges;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Webhooks;

namespace SupportDesk.Carriers;

/// <summary>
/// The carriers as one state of their settings makes them. When the settings change another set takes its place; what is being sent goes on in this one,
/// and its parts are disposed behind the last send.
/// </summary>
public sealed class CarrierSet
{
    private readonly Dictionary<string, ISmsGateway> gateways;
    private readonly Dictionary<string, IWebhookReader> readers;
    private readonly Lazy<IReadOnlyList<string>> secrets;
    private readonly Dictionary<string, INumberMarket> markets;
    private readonly IDisposable? parts;

    /// <summary>Whoever uses it, and one for being in use at all.</summary>
    private int users = 1;

    public CarrierSet(IEnumerable<ISmsGateway> gateways, IEnumerable<IWebhookReader> readers, IEnumerable<IHoldsSecrets>? holders = null, IDisposable? parts = null, IEnumerable<INumberMarket>? markets = null)
    {
        this.gateways = gateways.ToDictionary(gateway => gateway.Name, StringComparer.Ordinal);
        this.readers = readers.ToDictionary(reader => reader.Gateway, StringComparer.Ordinal);
        secrets = new(() => [.. (holders ?? []).SelectMany(holder => holder.Secrets)]);
        this.markets = (markets ?? []).ToDictionary(market => market.Gateway, StringComparer.Ordinal);
        this.parts = parts;
    }

    public IReadOnlyCollection<string> Names => gateways.Keys;

    public IReadOnlyCollection<IWebhookReader> Readers => readers.Values;

    /// <summary>What of their settings must not be kept. The settings of a set never change, so they are looked through once.</summary>
    public IReadOnlyList<string> Secrets => secrets.Value;

    public IReadOnlyCollection<INumberMarket> Markets => markets.Values;

    public ISmsGateway? Gateway(string name) => gateways.GetValueOrDefault(name);

    public IWebhookReader? Reader(string gateway) => readers.GetValueOrDefault(gateway);

    public INumberMarket? Market(string gateway) => markets.GetValueOrDefault(gateway);

    /// <summary>False when another set has taken its place and nobody uses it any more.</summary>
    internal bool TryEnter()
    {
        for (var known = Volatile.Read(ref users); known > 0; known = Volatile.Read(ref users))
        {
            if (Interlocked.CompareExchange(ref users, known + 1, known) == known)
                return true;
        }

        return false;
    }

    /// <summary>A user is done with it, or another set has taken its place.</summary>
    internal void Leave()
    {
        if (Interlocked.Decrement(ref users) == 0)
            parts?.Dispose();
    }
}
