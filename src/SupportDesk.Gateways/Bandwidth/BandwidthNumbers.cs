using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.NumberOrders;

namespace SupportDesk.Gateways.Bandwidth;

/// <summary>
/// Searches and orders by Bandwidth's dashboard API: XML, numbers by area code. An order is carried out later, and says then what became of it. A number takes its webhooks from the
/// application of its location.
/// </summary>
internal sealed class BandwidthNumbers(IHttpClientFactory clients, IOptions<BandwidthOptions> options, Redaction redaction, TimeProvider time) : INumberMarket
{
    internal const string Provider = "Bandwidth";
    internal const string Country = "US";
    internal const string ByHand = "At Bandwidth a number takes its addresses from the messaging application of its location. Write both there, with the user and password of our webhooks.";

    /// <summary>As many as are shown at a time.</summary>
    internal const int PageSize = 5;

    private const string NotCarriedOut = "Bandwidth could not carry out the order.";

    private readonly ProviderLine line = new(clients, BandwidthGateway.GatewayName, Provider, redaction, time);

    public string Gateway => BandwidthGateway.GatewayName;

    public MarketTraits Traits => new()
    {
        Provider = Provider,
        ByAreaCode = true,
        PageSize = PageSize,
        ByHand = ByHand,
        AboutPrices = "Bandwidth does not tell a price here; it is in your contract and on its website.",
        Missing = options.Value.SiteId.Length == 0 ? "Bandwidth:SiteId (BANDWIDTH_SITE_ID) is not set: an order names the sub-account." : null,
    };

    /// <summary>The API knows no pages: more are asked for, and those before are left out.</summary>
    public Task<MarketResult<OfferPage>> SearchAsync(NumberSearch search, CancellationToken cancellation)
    {
        var quantity = search.Page * PageSize;
        var everywhere = IsUniversal ? "&countryCodeA3=USA" : "";
        return AskAsync(HttpMethod.Get, $"/availableNumbers?areaCode={Uri.EscapeDataString(search.Digits)}&quantity={quantity}{everywhere}", null, cancellation).ReadAsync(Provider, answer => ReadPage(answer, search));
    }

    public Task<MarketResult<Purchase>> BuyAsync(NumberOffer offer, CancellationToken cancellation)
    {
        var number = IsUniversal ? offer.Number : offer.Number["+1".Length..];
        return AskAsync(HttpMethod.Post, "/orders", BandwidthXml.Order(number, options.Value.SiteId, options.Value.PeerId), cancellation).ReadAsync(Provider, ReadOrder);
    }

    public Task<MarketResult<Standing>> StandingAsync(string number, string? orderId, CancellationToken cancellation) => orderId is null
        ? Task.FromResult<MarketResult<Standing>>(new MarketResult<Standing>.Refused("Bandwidth never said the order's id. Look at the dashboard."))
        : AskAsync(HttpMethod.Get, $"/orders/{Uri.EscapeDataString(orderId)}", null, cancellation).ReadAsync(Provider, ReadStanding);

    /// <summary>Version 2 of the API, which writes numbers with +1.</summary>
    private bool IsUniversal => options.Value.NumbersUrl.TrimEnd('/').EndsWith("/v2", StringComparison.OrdinalIgnoreCase);

    private Task<LineAnswer> AskAsync(HttpMethod method, string path, byte[]? xml, CancellationToken cancellation)
    {
        var bandwidth = options.Value;
        var request = new HttpRequestMessage(method, $"{bandwidth.NumbersUrl.TrimEnd('/')}/accounts/{bandwidth.AccountId}{path}")
        {
            Headers = { Authorization = BasicCredentials.Of(bandwidth.DashboardUser, bandwidth.DashboardPassword), Accept = { new MediaTypeWithQualityHeaderValue("application/xml") } },
        };
        return line.AskAsync(request, xml is null ? null : new WatchedBody(xml, "application/xml"), bandwidth.Timeout, cancellation);
    }

    internal static MarketResult<OfferPage> ReadPage(LineAnswer answer, NumberSearch search)
    {
        if (!answer.IsSuccess)
            return new MarketResult<OfferPage>.Refused(Words(answer));
        if (BandwidthXml.Read(answer.Text) is not { } xml)
            return MarketAnswers.NotUnderstood<OfferPage>(Provider);
        var all = BandwidthXml.Numbers(xml).ToList();
        return new MarketResult<OfferPage>.Done(new(
            [.. all.Skip((search.Page - 1) * PageSize).Take(PageSize).Select(number => new NumberOffer { Number = number, Country = Country })], all.Count >= search.Page * PageSize));
    }

    internal static MarketResult<Purchase> ReadOrder(LineAnswer answer)
    {
        var xml = BandwidthXml.Read(answer.Text);
        if (!answer.IsSuccess)
            return new MarketResult<Purchase>.Refused(Words(answer));
        return (BandwidthXml.Text(xml, "id"), BandwidthXml.Text(xml, "OrderStatus"), BandwidthXml.Errors(xml)) switch
        {
            (_, "FAILED", "") => new MarketResult<Purchase>.Refused(NotCarriedOut),
            (_, "FAILED", var errors) => new MarketResult<Purchase>.Refused($"{Provider}: {errors}"),
            ({ } id, var status, _) => new MarketResult<Purchase>.Done(new(status is "COMPLETE", id)),
            (null, _, { Length: > 0 } errors) => new MarketResult<Purchase>.Refused($"{Provider}: {errors}"),
            _ => new MarketResult<Purchase>.Uncertain("Bandwidth's answer could not be understood."),
        };
    }

    /// <summary>An order of one number is never carried out in part.</summary>
    internal static MarketResult<Standing> ReadStanding(LineAnswer answer)
    {
        if (!answer.IsSuccess)
            return new MarketResult<Standing>.Refused(Words(answer));
        var xml = BandwidthXml.Read(answer.Text);
        var errors = BandwidthXml.Errors(xml);
        return BandwidthXml.Text(xml, "OrderStatus") switch
        {
            null => MarketAnswers.NotUnderstood<Standing>(Provider),
            "COMPLETE" => new MarketResult<Standing>.Done(new(NumberStanding.Ours)),
            "FAILED" => new MarketResult<Standing>.Done(new(NumberStanding.Failed, errors.Length > 0 ? $"{Provider}: {errors}" : NotCarriedOut)),
            var status => new MarketResult<Standing>.Done(new(NumberStanding.Underway, $"Bandwidth says of the order: {MarketFields.Words(status)}{(errors.Length > 0 ? $" ({errors})" : "")}.")),
        };
    }

    private static string Words(LineAnswer answer) =>
        BandwidthXml.Errors(BandwidthXml.Read(answer.Text)) is { Length: > 0 } errors ? $"{Provider}: {errors}" : $"{Provider} answered {answer.Status}.";
}
