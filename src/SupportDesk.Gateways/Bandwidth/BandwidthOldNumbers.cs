using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.NumberOrders;

namespace SupportDesk.Gateways.Bandwidth;

/// <summary>Searches and buys by V1: JSON, numbers by area code, bought for an application, whose callbacks are then the number's.</summary>
internal sealed class BandwidthOldNumbers(IHttpClientFactory clients, IOptions<BandwidthOptions> options, Redaction redaction, TimeProvider time) : INumberMarket
{
    private readonly ProviderLine line = new(clients, BandwidthGateway.GatewayName, BandwidthNumbers.Provider, redaction, time);

    public string Gateway => BandwidthGateway.GatewayName;

    public MarketTraits Traits => new()
    {
        Provider = BandwidthNumbers.Provider,
        ByAreaCode = true,
        PageSize = BandwidthNumbers.PageSize,
        ByHand = "At Bandwidth a number takes its addresses from the application it was bought for. Write both there, with the user and password of our webhooks.",
        AboutPrices = "Bandwidth tells an amount: in which currency and for how long is on its website.",
        Missing = options.Value.ApplicationId.Length == 0 ? "Bandwidth:ApplicationId (BANDWIDTH_APPLICATION_ID) is not set: a number is bought for an application." : null,
    };

    /// <summary>The API knows no pages: more are asked for, and those before are left out.</summary>
    public Task<MarketResult<OfferPage>> SearchAsync(NumberSearch search, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Value.Base}/availableNumbers/local?areaCode={Uri.EscapeDataString(search.Digits)}&quantity={search.Page * BandwidthNumbers.PageSize}");
        return AskAsync(request, null, cancellation).ReadAsync(BandwidthNumbers.Provider, answer => ReadPage(answer, search));
    }

    /// <summary>Answered 201 with an address that ends with the number's id.</summary>
    public Task<MarketResult<Purchase>> BuyAsync(NumberOffer offer, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Value.Base}/users/{options.Value.AccountId}/phoneNumbers");
        var body = JsonSerializer.SerializeToUtf8Bytes(new V1Purchase(offer.Number, options.Value.ApplicationId), BandwidthJson.Default.V1Purchase);
        return AskAsync(request, new WatchedBody(body, "application/json"), cancellation).ReadAsync(BandwidthNumbers.Provider, answer =>
            answer.IsSuccess ? new MarketResult<Purchase>.Done(new(IsOurs: true)) : Refused<Purchase>(answer));
    }

    private Task<LineAnswer> AskAsync(HttpRequestMessage request, WatchedBody? body, CancellationToken cancellation)
    {
        request.Headers.Authorization = BasicCredentials.Of(options.Value.User, options.Value.Password);
        return line.AskAsync(request, body, options.Value.Timeout, cancellation);
    }

    internal static MarketResult<OfferPage> ReadPage(LineAnswer answer, NumberSearch search)
    {
        if (!answer.IsSuccess)
            return Refused<OfferPage>(answer);
        if (Fields.ListOf(answer.Text) is not { } list)
            return MarketAnswers.NotUnderstood<OfferPage>(BandwidthNumbers.Provider);
        var before = (search.Page - 1) * BandwidthNumbers.PageSize;
        return new MarketResult<OfferPage>.Done(new([.. list.Skip(before).Take(BandwidthNumbers.PageSize).Select(Offer).OfType<NumberOffer>()], list.Count >= before + BandwidthNumbers.PageSize));
    }

    private static NumberOffer? Offer(Fields? item) => MarketFields.Number(item?.Filled("number")) is not { } number ? null : new()
    {
        Number = number,
        Country = BandwidthNumbers.Country,
        Region = MarketFields.Words(string.Join(", ", new[] { Place(item!.Filled("city")), item.Filled("state") }.OfType<string>())),
        Price = NumberPrice.Read(item.Filled("price")) is { } amount ? new(amount) : null,
    };

    /// <summary>Bandwidth shouts.</summary>
    private static string? Place(string? city) => city is null ? null : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(city.ToLowerInvariant());

    /// <summary>V1 says 403 when it is only too much at once.</summary>
    private static MarketResult<T> Refused<T>(LineAnswer answer)
    {
        var words = answer.Json?.Filled("message", "description") is { } said ? $"Bandwidth: {MarketFields.Words(said)}" : $"Bandwidth answered {answer.Status}.";
        return answer.Json?.Filled("category") is "limit" ? new MarketResult<T>.TryLater(words) : new MarketResult<T>.Refused(words);
    }
}
