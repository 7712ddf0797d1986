using SupportDesk.NumberOrders;
using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>
/// Sells numbers that are reserved for fiction (555-0100 to 555-0199 of every area code), for nothing, as well or badly as <see cref="CarrierBehaviour"/> says: so that
/// everybody can try what buying a number is like.
/// </summary>
internal sealed class SimulatorNumbers(IDocumentStore store, SimulatedCarrier carrier) : INumberMarket
{
    private const int PageSize = 5;
    private const int First = 100;
    private const int Last = 199;

    private static readonly NumberPrice Price = new(0, "USD", IsMonthly: true);

    public string Gateway => SimulatorGateway.GatewayName;

    public MarketTraits Traits => new()
    {
        Provider = "Simulator",
        ByAreaCode = true,
        PageSize = PageSize,
        TellsOffers = true,
        ListsOwned = true,
    };

    public async Task<MarketResult<OfferPage>> SearchAsync(NumberSearch search, CancellationToken cancellation)
    {
        if ((await carrier.BehaviourAsync(cancellation)).Busy)
            return new MarketResult<OfferPage>.TryLater(SimulatorGateway.IsBusy);
        var free = new List<NumberOffer>();
        for (var line = First; line <= Last && free.Count <= search.Page * PageSize; line++)
        {
            var number = $"+1{search.Digits}5550{line}";
            if (await store.FindAsync<BoughtNumber>(number, cancellation) is null)
                free.Add(Offer(number));
        }

        return new MarketResult<OfferPage>.Done(new([.. free.Skip((search.Page - 1) * PageSize).Take(PageSize)], free.Count > search.Page * PageSize));
    }

    public async Task<MarketResult<NumberOffer?>> OfferAsync(NumberOffer seen, CancellationToken cancellation) =>
        new MarketResult<NumberOffer?>.Done(await store.FindAsync<BoughtNumber>(seen.Number, cancellation) is null ? Offer(seen.Number) : null);

    public async Task<MarketResult<Purchase>> BuyAsync(NumberOffer offer, CancellationToken cancellation)
    {
        var behaviour = await carrier.BehaviourAsync(cancellation);
        if (behaviour.Busy)
            return new MarketResult<Purchase>.TryLater(SimulatorGateway.IsBusy);
        if (behaviour.Refuse || !await store.InsertAsync(new BoughtNumber { Id = offer.Number }, cancellation))
            return new MarketResult<Purchase>.Refused("The simulated carrier does not sell this number.");
        return behaviour.DropConnection
            ? new MarketResult<Purchase>.Uncertain(SimulatorGateway.IsBroken)
            : new MarketResult<Purchase>.Done(new(IsOurs: true));
    }

    public async Task<MarketResult<Standing>> StandingAsync(string number, string? orderId, CancellationToken cancellation) =>
        new MarketResult<Standing>.Done(new(await store.FindAsync<BoughtNumber>(number, cancellation) is null ? NumberStanding.NotListed : NumberStanding.Ours));

    private static NumberOffer Offer(string number) => new() { Number = number, Country = "US", Region = "Nowhere", Features = NumberFeatures.Sms, Price = Price };
}
