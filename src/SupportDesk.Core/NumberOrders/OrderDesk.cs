using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.NumberOrders;

/// <summary>
/// Buys numbers. Each step is stored before the next one begins, so an order whose desk stopped in the middle stands where it stood, and an administrator goes on from there.
/// Once a provider is asked to sell, nobody's impatience ends the work: the answer must be kept.
/// </summary>
public sealed class OrderDesk(IDocumentStore store, Messages.Gateways gateways, SupportNumbers numbers, NumberDesk desk, DeskClock clock)
{
    private const int MostOpen = 100;

    private const string NoOrigin = "PUBLIC_ORIGIN is not set, so the desk does not know its own address. Nothing was told to the provider.";

    public Task<NumberOrder?> FindAsync(string id, CancellationToken cancellation) => store.FindAsync<NumberOrder>(id, cancellation);

    /// <summary>Orders about which somebody has still to do something, the newest first.</summary>
    public Task<IReadOnlyList<NumberOrder>> OpenAsync(CancellationToken cancellation) =>
        store.QueryAsync(Query<NumberOrder>.Under(NumberOrder.Open, "open").NewestFirst().Take(MostOpen), cancellation);

    /// <summary>Begins an order, which costs nothing. One of the same number that is under way is answered as it is.</summary>
    public async Task<NumberOrder> ChooseAsync(string gateway, NumberOffer offer, string by, CancellationToken cancellation)
    {
        if (numbers.IsOurs(offer.Number) && await FindAsync(NumberOrder.IdOf(gateway, offer.Number), cancellation) is { } bought)
            return bought;
        var chosen = new NumberOrder { Id = NumberOrder.IdOf(gateway, offer.Number), Gateway = gateway, Offer = offer }.Choose(offer, by, clock.Now);
        if (await store.InsertAsync(chosen, cancellation))
            return chosen with { Version = 1 };
        return (await store.ReviseAsync<NumberOrder>(chosen.Id, known => known.Choose(offer, by, clock.Now), cancellation)).Document ?? chosen;
    }

    /// <summary>Buys what an administrator saw and confirmed. What changed since then is not bought; it is answered as it is now.</summary>
    /// <param name="seen">The order as its page showed it.</param>
    /// <param name="inbound">Where the number's texts are to go; null when the desk does not know its own address.</param>
    /// <param name="by">The administrator.</param>
    /// <param name="cancellation">Ends the work as long as nothing was asked for.</param>
    public async Task<NumberOrder> BuyAsync(NumberOrder seen, string? inbound, string by, CancellationToken cancellation)
    {
        if (!seen.CanBeBought)
            return seen;
        var ready = await CheckAsync(seen, by, cancellation);
        if (!ReferenceEquals(ready, seen))
            return await SaveAsync(ready, cancellation);
        try
        {
            seen = await store.SaveAsync(seen.Ask(by, clock.Now), cancellation);
        }
        catch (ConflictException)
        {
            return await FindAsync(seen.Id, cancellation) ?? seen;
        }

        var result = await gateways.AskMarketAsync(seen.Gateway, market => market.BuyAsync(seen.Offer, CancellationToken.None));
        return await FinishAsync(await ReviseAsync(seen, order => order.After(result, seen.Attempts, by, clock.Now)), inbound, by);
    }

    /// <summary>Goes on where an order stands: asks the provider what became of it, and does what is missing.</summary>
    public async Task<NumberOrder> GoOnAsync(NumberOrder seen, string? inbound, string by, CancellationToken cancellation)
    {
        if (seen.IsInDoubtAt(clock.Now))
        {
            var standing = await gateways.AskMarketAsync(seen.Gateway, market => market.StandingAsync(seen.Number, seen.OrderId, cancellation));
            seen = await ReviseAsync(seen, order => order.Look(standing, by, clock.Now));
        }

        return await FinishAsync(seen, inbound, by);
    }

    /// <summary>Takes the word of an administrator who looked at the provider's own list.</summary>
    public async Task<NumberOrder> SettleAsync(NumberOrder seen, bool isBought, string? inbound, string by) =>
        await FinishAsync(await ReviseAsync(seen, order => order.Settle(isBought, by, clock.Now)), inbound, by);

    /// <summary>Tells the provider where a support number's texts go, for one that was not bought here, too.</summary>
    public async Task<MarketResult<string>> ConnectAsync(SupportNumber number, string? inbound, bool isTest, CancellationToken cancellation) => inbound is null
        ? new MarketResult<string>.Refused(NoOrigin)
        : await gateways.AskMarketAsync(number.Gateway, market => isTest ? market.RegisterAsync(number.Number, inbound, cancellation) : market.ConnectAsync(number.Number, inbound, cancellation));

    /// <summary>The same order when nothing speaks against it, and the provider still wants what it wanted, where it tells.</summary>
    private async Task<NumberOrder> CheckAsync(NumberOrder seen, string by, CancellationToken cancellation)
    {
        if (numbers.IsOurs(seen.Number))
            return seen.Decline("It is a support number of this desk already. Nothing was bought.", by, clock.Now);
        if (gateways.MarketTraitsOf(seen.Gateway) is not { } traits)
            return seen.Decline("Its carrier is not set up. Nothing was bought.", by, clock.Now);
        if (traits.Missing is { } missing)
            return seen.Decline($"{missing} Nothing was bought.", by, clock.Now);
        if (!traits.TellsOffers)
            return seen;
        return await gateways.AskMarketAsync(seen.Gateway, market => market.OfferAsync(seen.Offer, cancellation)) switch
        {
            MarketResult<NumberOffer?>.Done { Value: { } offer } => offer.Price == seen.Offer.Price && offer.Conditions.SequenceEqual(seen.Offer.Conditions) ? seen : seen.Reprice(offer, by, clock.Now),
            MarketResult<NumberOffer?>.Done => seen.Decline("The provider does not offer it any more. Nothing was bought.", by, clock.Now),
            MarketResult<NumberOffer?>.Refused refused => seen.Decline($"{refused.Reason} Nothing was bought.", by, clock.Now),
            MarketResult<NumberOffer?>.TryLater later => seen.Decline($"{later.Reason} Nothing was bought.", by, clock.Now),
            _ => seen.Decline("The provider's answer could not be understood. Nothing was bought.", by, clock.Now),
        };
    }

    /// <summary>What follows when it is ours: its webhook, and the support number. Both may be done twice.</summary>
    private async Task<NumberOrder> FinishAsync(NumberOrder order, string? inbound, string by)
    {
        if (order.State is not (OrderState.Bought or OrderState.Done))
            return order;
        if (order.ConnectedAt is null && gateways.MarketTraitsOf(order.Gateway) is { Connects: true })
        {
            var problem = await ConnectAsync(order, inbound);
            order = await ReviseAsync(order, known => known.Connect(problem, by, clock.Now));
        }

        if (order.State is OrderState.Done)
            return order;
        await desk.AddAsync(order.Number, new() { Gateway = order.Gateway }, by, CancellationToken.None);
        return await ReviseAsync(order, known => known.Finish(by, clock.Now));
    }

    private async Task<string?> ConnectAsync(NumberOrder order, string? inbound)
    {
        if (inbound is null)
            return NoOrigin;
        return await gateways.AskMarketAsync(order.Gateway, market => market.ConnectAsync(order.Number, inbound, CancellationToken.None)) switch
        {
            MarketResult<string>.Done => null,
            MarketResult<string>.Refused refused => refused.Reason,
            MarketResult<string>.TryLater later => later.Reason,
            MarketResult<string>.Uncertain uncertain => uncertain.Reason,
            _ => throw new InvalidOperationException("There is no other result."),
        };
    }

    private async Task<NumberOrder> SaveAsync(NumberOrder order, CancellationToken cancellation)
    {
        try
        {
            return await store.SaveAsync(order, cancellation);
        }
        catch (ConflictException)
        {
            return await FindAsync(order.Id, cancellation) ?? order;
        }
    }

    private async Task<NumberOrder> ReviseAsync(NumberOrder known, Func<NumberOrder, NumberOrder> verb) =>
        (await store.ReviseAsync(known, verb, CancellationToken.None)).Document ?? known;
}
