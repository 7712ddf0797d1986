using SupportDesk.NumberOrders;

namespace SupportDesk.Gateways.Nexmo;

/// <summary>
/// Nexmo's numbers API, which Vonage and KPN both speak: search, own numbers, buy, update. A number's texts go where its moHttpUrl says; that is asked with a bare GET at once,
/// which our webhook answers.
/// </summary>
internal abstract class NexmoNumbers(string provider) : INumberMarket
{
    protected const int PageSize = 10;

    private const string Success = "200";

    public abstract string Gateway { get; }

    public abstract MarketTraits Traits { get; }

    /// <summary>What both can do.</summary>
    protected MarketTraits Common => new()
    {
        Provider = provider,
        Kinds = [NumberKind.Mobile, NumberKind.Landline, NumberKind.TollFree],
        Features = NumberFeatures.Mms | NumberFeatures.Voice,
        PageSize = PageSize,
        TellsOffers = true,
        ListsOwned = true,
        Connects = true,
        AboutPrices = $"{provider} tells an amount at most: in which currency and for how long is on its website.",
    };

    public Task<MarketResult<OfferPage>> SearchAsync(NumberSearch search, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Get, "/number/search?" + FormPairs.Write(Parameters(search)), null, cancellation).ReadAsync(provider, answer => ReadPage(answer, search));

    public Task<MarketResult<NumberOffer?>> OfferAsync(NumberOffer seen, CancellationToken cancellation)
    {
        var search = new NumberSearch(seen.Country, seen.Number.TrimStart('+'));
        return AskAsync(HttpMethod.Get, "/number/search?" + FormPairs.Write(Parameters(search)), null, cancellation).ReadAsync<NumberOffer?>(provider, answer => ReadPage(answer, search) switch
        {
            MarketResult<OfferPage>.Done page => new MarketResult<NumberOffer?>.Done(page.Value.Offers.FirstOrDefault(offer => offer.Number == seen.Number)),
            MarketResult<OfferPage>.Refused refused => new MarketResult<NumberOffer?>.Refused(refused.Reason),
            _ => MarketAnswers.NotUnderstood<NumberOffer?>(provider),
        });
    }

    public Task<MarketResult<Purchase>> BuyAsync(NumberOffer offer, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Post, "/number/buy", [("country", offer.Country), ("msisdn", offer.Number.TrimStart('+'))], cancellation)
            .ReadAsync(provider, answer => ReadDone(answer, new Purchase(IsOurs: true)));

    public Task<MarketResult<Standing>> StandingAsync(string number, string? orderId, CancellationToken cancellation) => OwnAsync<Standing>(
        number, own => new MarketResult<Standing>.Done(new(own is null ? NumberStanding.NotListed : NumberStanding.Ours)), cancellation);

    /// <summary>The update names the country, which the list of our numbers knows.</summary>
    public async Task<MarketResult<string>> ConnectAsync(string number, string inbound, CancellationToken cancellation)
    {
        var country = await OwnAsync<string>(
            number, own => own?.Filled("country") is { } known ? new MarketResult<string>.Done(known) : new MarketResult<string>.Refused($"{provider} does not list this number among the account's."), cancellation);
        return country is MarketResult<string>.Done { Value: var listed }
            ? await AskAsync(HttpMethod.Post, "/number/update", [("country", listed), ("msisdn", number.TrimStart('+')), ("moHttpUrl", inbound)], cancellation).ReadAsync(provider, answer => ReadDone(answer, $"{provider} took the address."))
            : country;
    }

    public virtual Task<MarketResult<string>> RegisterAsync(string number, string inbound, CancellationToken cancellation) =>
        Task.FromResult<MarketResult<string>>(new MarketResult<string>.Refused($"{provider} has no call for this."));

    /// <summary>Asks with the account's credentials.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">Behind the API's address, with its query.</param>
    /// <param name="form">The body; null: none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    protected abstract Task<LineAnswer> AskAsync(HttpMethod method, string path, IReadOnlyList<(string Name, string Value)>? form, CancellationToken cancellation);

    /// <summary>Why it refuses.</summary>
    protected virtual string Words(LineAnswer answer) =>
        answer.Json?.Filled("error-code-label", "error_title", "title", "message", "detail") is { } words ? $"{provider}: {MarketFields.Words(words)}" : $"{provider} answered {answer.Status}.";

    /// <summary>The account's own entry of a number; null when it has none.</summary>
    private Task<MarketResult<T>> OwnAsync<T>(string number, Func<Fields?, MarketResult<T>> read, CancellationToken cancellation)
    {
        var digits = number.TrimStart('+');
        return AskAsync(HttpMethod.Get, "/account/numbers?" + FormPairs.Write([("pattern", digits), ("search_pattern", "0"), ("size", $"{PageSize}"), ("index", "1")]), null, cancellation).ReadAsync(provider, answer =>
            !answer.IsSuccess ? new MarketResult<T>.Refused(Words(answer))
            : answer.Json is not { } json ? MarketAnswers.NotUnderstood<T>(provider)
            : read(json.Each("numbers").FirstOrDefault(own => own?.Filled("msisdn") == digits)));
    }

    private MarketResult<OfferPage> ReadPage(LineAnswer answer, NumberSearch search) =>
        !answer.IsSuccess ? new MarketResult<OfferPage>.Refused(Words(answer)) : Page(answer.Json, search) is { } page ? new MarketResult<OfferPage>.Done(page) : MarketAnswers.NotUnderstood<OfferPage>(provider);

    /// <summary>Null when it is no JSON object. Without matches there may be no list at all.</summary>
    internal static OfferPage? Page(Fields? answer, NumberSearch search)
    {
        if (answer is null)
            return null;
        var offers = answer.Each("numbers").Select(item => Offer(item, search.Country)).OfType<NumberOffer>().ToList();
        return new(offers, long.TryParse(answer.Filled("count"), out var count) && count > (long)search.Page * PageSize);
    }

    private static NumberOffer? Offer(Fields? item, string country) => MarketFields.Number(item?.Filled("msisdn")) is not { } number ? null : new()
    {
        Number = number,
        Country = MarketFields.Country(item!.Filled("country"), country),
        Features = MarketFields.Features(item.Texts("features")),
        Kind = item.Filled("type") switch { "mobile-lvn" => NumberKind.Mobile, "landline" => NumberKind.Landline, "landline-toll-free" => NumberKind.TollFree, _ => null },
        Price = NumberPrice.Read(item.Filled("cost")) is { } amount ? new(amount) : null,
    };

    /// <summary>A 200 has a code of its own within.</summary>
    private MarketResult<T> ReadDone<T>(LineAnswer answer, T done) => (answer.IsSuccess, answer.Json?.Filled("error-code")) switch
    {
        (true, Success) => new MarketResult<T>.Done(done),
        (true, null) => new MarketResult<T>.Uncertain($"{provider}'s answer could not be understood."),
        _ => new MarketResult<T>.Refused(Words(answer)),
    };

    /// <summary>Features in the order in which Vonage lists them.</summary>
    private static List<(string Name, string Value)> Parameters(NumberSearch search)
    {
        var features = new[] { NumberFeatures.Mms, NumberFeatures.Voice }.Where(feature => search.Features.HasFlag(feature)).Select(feature => feature.ToString().ToUpperInvariant());
        List<(string Name, string Value)> query = [("country", search.Country), ("features", string.Join(',', features.Prepend("SMS")))];
        if (search.Kind is { } kind)
            query.Add(("type", kind switch { NumberKind.Mobile => "mobile-lvn", NumberKind.TollFree => "landline-toll-free", _ => "landline" }));
        if (search.Digits.Length > 0)
            query.AddRange([("pattern", search.Digits), ("search_pattern", search.Place switch { DigitsPlace.Start => "0", DigitsPlace.End => "2", _ => "1" })]);
        return [.. query, ("size", $"{PageSize}"), ("index", $"{search.Page}")];
    }
}
