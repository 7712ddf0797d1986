using System.Text.Json;
using SupportDesk.Gateways;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Web.Carriers;

namespace SupportDesk.Web.Features.NumberOrders;

/// <summary>Reads what the pages about buying numbers show.</summary>
public sealed class OrdersReading(SupportDesk.Messages.Gateways gateways, SupportNumbers numbers, CarrierDesk carriers, WebhookAddresses addresses, DeskClock clock)
{
    /// <summary>MessageBird is there without a key, too; then it is not set up.</summary>
    public MarketPage Markets()
    {
        var settings = carriers.Settings;
        var unset = Providers.All.Where(provider => string.IsNullOrEmpty(settings[provider.KeyOf(provider.Settings[0])])).ToList();
        return new(
            [.. gateways.Markets.Where(market => unset.All(provider => provider.Gateway != market.Key)).OrderBy(market => market.Value.Provider, StringComparer.Ordinal)],
            [.. unset.Where(provider => provider.SellsNumbers)]);
    }

    public MarketTraits? Traits(string gateway) => gateways.MarketTraitsOf(gateway);

    public async Task<SearchPage> SearchAsync(string gateway, MarketTraits traits, SearchForm form, NumberSearch search, CancellationToken cancellation) =>
        await gateways.AskMarketAsync(gateway, market => market.SearchAsync(search, cancellation)) switch
        {
            MarketResult<OfferPage>.Done done => new(gateway, traits, form) { Offers = [.. done.Value.Offers.Select(Shown)], HasMore = done.Value.HasMore },
            MarketResult<OfferPage>.Refused refused => new(gateway, traits, form) { Problem = refused.Reason },
            MarketResult<OfferPage>.TryLater later => new(gateway, traits, form) { Problem = $"{later.Reason} Try again." },
            _ => new(gateway, traits, form) { Problem = "No answer came. Try again." },
        };

    public OrderPage Page(NumberOrder order) => new(order, Traits(order.Gateway), clock.Now)
    {
        OriginIsSet = addresses.AreKnown,
        IsOurs = numbers.IsOurs(order.Number),
    };

    private OfferRow Shown(NumberOffer offer) => new(offer, numbers.IsOurs(offer.Number), JsonSerializer.Serialize(offer));
}

/// <summary>The carriers that sell numbers.</summary>
/// <param name="Markets">Those that are set up, by name.</param>
/// <param name="Others">Those that could be.</param>
public sealed record MarketPage(IReadOnlyList<KeyValuePair<string, MarketTraits>> Markets, IReadOnlyList<Provider> Others);

/// <summary>The search at one carrier.</summary>
public sealed record SearchPage(string Gateway, MarketTraits Market, SearchForm Form)
{
    /// <summary>Null when nothing was looked for, or nothing came of it.</summary>
    public IReadOnlyList<OfferRow>? Offers { get; init; }

    public bool HasMore { get; init; }

    /// <summary>Why there is no answer.</summary>
    public string? Problem { get; init; }
}

/// <summary>One number on offer.</summary>
/// <param name="Offer">What it is.</param>
/// <param name="IsOurs">It is a support number already.</param>
/// <param name="Written">All of it, as its form sends it back.</param>
public sealed record OfferRow(NumberOffer Offer, bool IsOurs, string Written);

/// <summary>One order: the question whether to buy, and what became of it.</summary>
/// <param name="Order">As it is stored.</param>
/// <param name="Market">What its carrier's API can do; null when the carrier is not set up.</param>
/// <param name="Now">When the page is drawn.</param>
public sealed record OrderPage(NumberOrder Order, MarketTraits? Market, DateTimeOffset Now)
{
    public required bool OriginIsSet { get; init; }

    /// <summary>It is a support number already.</summary>
    public required bool IsOurs { get; init; }

    public string Provider => Market?.Provider ?? Order.Gateway;

    public string Price => Order.Offer.Price?.ToString() ?? "";

    public string Path => $"/admin/numbers/orders/{Order.Id}";

    public string CheckPath => $"/admin/numbers/{Uri.EscapeDataString(Order.Number)}/check";

    /// <summary>The provider can be asked what became of it.</summary>
    public bool CanLook => Market is { ListsOwned: true } || Order.OrderId is not null;
}
