using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.NumberOrders;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>Searches and buys by MessageBird's numbers API. It has no call for a number's webhook.</summary>
internal sealed class MessageBirdNumbers(IHttpClientFactory clients, IOptions<MessageBirdOptions> options, Redaction redaction, TimeProvider time) : INumberMarket
{
    private const string Provider = "MessageBird";
    private const int PageSize = 10;

    private readonly ProviderLine line = new(clients, MessageBirdGateway.GatewayName, Provider, redaction, time);

    public string Gateway => MessageBirdGateway.GatewayName;

    public MarketTraits Traits => new()
    {
        Provider = Provider,
        Kinds = [NumberKind.Mobile, NumberKind.Landline, NumberKind.TollFree],
        Features = NumberFeatures.Voice,
        PageSize = PageSize,
        TellsOffers = true,
        ListsOwned = true,
        ByHand = "MessageBird has no call for a number's webhook. In its dashboard, in Flow Builder, make a flow of the template \"SMS to HTTP\", tick the number, and forward to the address for customers' texts by POST.",
        Missing = options.Value.ApiKey.Length == 0 ? "MessageBird:ApiKey (MESSAGEBIRD_API_KEY) is not set." : null,
    };

    public Task<MarketResult<OfferPage>> SearchAsync(NumberSearch search, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Get, Available(search, PageSize), null, cancellation).ReadAsync(Provider, answer => ReadPage(answer, search.Country));

    public Task<MarketResult<NumberOffer?>> OfferAsync(NumberOffer seen, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Get, Available(new(seen.Country, seen.Number.TrimStart('+')), PageSize), null, cancellation).ReadAsync<NumberOffer?>(Provider, answer => ReadPage(answer, seen.Country) switch
        {
            MarketResult<OfferPage>.Done page => new MarketResult<NumberOffer?>.Done(page.Value.Offers.FirstOrDefault(offer => offer.Number == seen.Number)),
            MarketResult<OfferPage>.Refused refused => new MarketResult<NumberOffer?>.Refused(refused.Reason),
            _ => MarketAnswers.NotUnderstood<NumberOffer?>(Provider),
        });

    /// <summary>Answered 201 with the number.</summary>
    public Task<MarketResult<Purchase>> BuyAsync(NumberOffer offer, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Post, "/phone-numbers", new(offer.Number.TrimStart('+'), offer.Country, BillingIntervalMonths: 1), cancellation).ReadAsync<Purchase>(Provider, answer =>
            answer.IsSuccess ? new MarketResult<Purchase>.Done(new(IsOurs: true)) : Refused<Purchase>(answer));

    public Task<MarketResult<Standing>> StandingAsync(string number, string? orderId, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Get, $"/phone-numbers/{Uri.EscapeDataString(number.TrimStart('+'))}", null, cancellation).ReadAsync<Standing>(Provider, answer => answer switch
        {
            { IsSuccess: true } => new MarketResult<Standing>.Done(new(NumberStanding.Ours)),
            { Status: 404 } => new MarketResult<Standing>.Done(new(NumberStanding.NotListed)),
            _ => Refused<Standing>(answer),
        });

    private Task<LineAnswer> AskAsync(HttpMethod method, string path, PurchaseRequest? purchase, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(method, options.Value.NumbersUrl.TrimEnd('/') + path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("AccessKey", options.Value.ApiKey), Accept = { new MediaTypeWithQualityHeaderValue("application/json") } },
        };
        var body = purchase is null ? null : new WatchedBody(JsonSerializer.SerializeToUtf8Bytes(purchase, MessageBirdJson.Default.PurchaseRequest), "application/json");
        return line.AskAsync(request, body, options.Value.Timeout, cancellation);
    }

    private static string Available(NumberSearch search, int limit)
    {
        List<(string Name, string Value)> query = [("features", "sms")];
        if (search.Features.HasFlag(NumberFeatures.Voice))
            query.Add(("features", "voice"));
        if (search.Kind is { } kind)
            query.Add(("type", kind switch { NumberKind.Mobile => "mobile", NumberKind.TollFree => "toll_free", _ => "landline" }));
        if (search.Digits.Length > 0)
            query.AddRange([("number", search.Digits), ("search_pattern", search.Place switch { DigitsPlace.Start => "start", DigitsPlace.End => "end", _ => "anywhere" })]);
        query.AddRange([("limit", $"{limit}"), ("offset", $"{(search.Page - 1) * limit}")]);
        return $"/available-phone-numbers/{Uri.EscapeDataString(search.Country)}?{FormPairs.Write(query)}";
    }

    internal static MarketResult<OfferPage> ReadPage(LineAnswer answer, string country)
    {
        if (!answer.IsSuccess)
            return Refused<OfferPage>(answer);
        if (answer.Json is not { } json)
            return MarketAnswers.NotUnderstood<OfferPage>(Provider);
        var items = json.Each("items");
        return new MarketResult<OfferPage>.Done(new([.. items.Select(item => Offer(item, country)).OfType<NumberOffer>()], items.Count >= PageSize));
    }

    private static NumberOffer? Offer(Fields? item, string country) => MarketFields.Number(item?.Filled("number")) is not { } number ? null : new()
    {
        Number = number,
        Country = MarketFields.Country(item!.Filled("country"), country),
        Region = MarketFields.Words(string.Join(", ", new[] { item.Filled("locality"), item.Filled("region") }.OfType<string>())),
        Features = MarketFields.Features(item.Texts("features")),
        Kind = item.Filled("type") switch { "mobile" => NumberKind.Mobile, "landline" => NumberKind.Landline, "toll_free" => NumberKind.TollFree, _ => null },
        Price = NumberPrice.Read(item.Filled("monthlyPrice")) is { } amount ? new(amount, MarketFields.Currency(item.Filled("currency")), IsMonthly: true) : null,
        Conditions = [.. Conditions(item)],
    };

    private static IEnumerable<string> Conditions(Fields item)
    {
        if (item.Filled("verificationRequired") is "true")
            yield return "MessageBird wants to see who you are before the number works.";
        if (item.Filled("initialContractDuration") is { } months && months != "1")
            yield return $"The first contract is for {MarketFields.Words(months)} months.";
        foreach (var condition in item.Texts("conditions") ?? [])
            yield return MarketFields.Words(condition);
    }

    private static MarketResult<T> Refused<T>(LineAnswer answer) => new MarketResult<T>.Refused(MessageBirdErrors.InWords(answer.Status!.Value, answer.Json));
}
