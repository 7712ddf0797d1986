namespace SupportDesk.NumberOrders;

/// <summary>A provider that lets numbers be searched and bought over its API.</summary>
public interface INumberMarket
{
    /// <summary>Name of the gateway that sends from its numbers.</summary>
    string Gateway { get; }

    MarketTraits Traits { get; }

    Task<MarketResult<OfferPage>> SearchAsync(NumberSearch search, CancellationToken cancellation);

    /// <summary>What the provider wants for this very number now; null when it is not offered any more. Only where <see cref="MarketTraits.TellsOffers"/>.</summary>
    Task<MarketResult<NumberOffer?>> OfferAsync(NumberOffer seen, CancellationToken cancellation) => Cannot<NumberOffer?>();

    /// <summary>Buys it: money is spent. Whatever the provider answers is a result; so is a broken connection.</summary>
    Task<MarketResult<Purchase>> BuyAsync(NumberOffer offer, CancellationToken cancellation);

    /// <summary>Whether a number is the account's, or how far its order has come. Only where <see cref="MarketTraits.ListsOwned"/>, or with the id of an order.</summary>
    Task<MarketResult<Standing>> StandingAsync(string number, string? orderId, CancellationToken cancellation) => Cannot<Standing>();

    /// <summary>Tells the provider where a number's texts go. Only where <see cref="MarketTraits.Connects"/>. The result is what to tell the person.</summary>
    Task<MarketResult<string>> ConnectAsync(string number, string inbound, CancellationToken cancellation) => Cannot<string>();

    /// <summary>The same for a test application. Only where <see cref="MarketTraits.Registers"/>.</summary>
    Task<MarketResult<string>> RegisterAsync(string number, string inbound, CancellationToken cancellation) => Cannot<string>();

    private Task<MarketResult<T>> Cannot<T>() => Task.FromResult<MarketResult<T>>(new MarketResult<T>.Refused($"{Gateway} has no call for this."));
}

/// <summary>A provider that took an order.</summary>
/// <param name="IsOurs">False: it has still to carry it out.</param>
/// <param name="OrderId">The provider's id of it, where there is one.</param>
public sealed record Purchase(bool IsOurs, string? OrderId = null);

/// <summary>How a number stands with the account.</summary>
public enum NumberStanding
{
    Ours,

    /// <summary>The provider does not list it among the account's.</summary>
    NotListed,

    /// <summary>The order is still being carried out.</summary>
    Underway,

    /// <summary>The order came to nothing.</summary>
    Failed,
}

/// <summary>How a number stands with the account, and what the provider says of it.</summary>
public sealed record Standing(NumberStanding State, string? Words = null);
