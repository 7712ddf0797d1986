using SupportDesk.Carriers;
using SupportDesk.NumberOrders;
using SupportDesk.Webhooks;

namespace SupportDesk.Messages;

/// <summary>The gateways by name as they are now: the desk's own, and the carriers that are set up, which may change at any time.</summary>
/// <param name="own">Gateways that are there whatever the settings say; they stand in for carriers of the same name.</param>
/// <param name="ownReaders">Their webhooks.</param>
/// <param name="ownMarkets">Where they sell numbers.</param>
public sealed class Gateways(IEnumerable<ISmsGateway> own, IEnumerable<IWebhookReader> ownReaders, IEnumerable<INumberMarket>? ownMarkets = null) : IDisposable
{
    private const string NotRead = "The carriers' settings could not be read yet.";

    private readonly CarrierSet always = new(own, ownReaders, markets: ownMarkets);
    private CarrierSet carriers = new([], []);
    private volatile bool areRead;

    /// <summary>False while nobody could read what administrators stored: until then no carrier may be asked or believed, because its keys may be among that.</summary>
    public bool AreRead => areRead;

    public IReadOnlyCollection<string> Names => [.. always.Names.Union(Present.Names)];

    public IReadOnlyCollection<IWebhookReader> Readers => [.. always.Readers.UnionBy(Present.Readers, reader => reader.Gateway)];

    /// <summary>What the carriers that sell numbers can do, by name.</summary>
    public IReadOnlyDictionary<string, MarketTraits> Markets => always.Markets.UnionBy(Present.Markets, market => market.Gateway).ToDictionary(market => market.Gateway, market => market.Traits, StringComparer.Ordinal);

    /// <summary>What of the carriers' settings must not be kept.</summary>
    public IEnumerable<string> Secrets => Present.Secrets;

    private CarrierSet Present => Volatile.Read(ref carriers);

    /// <summary>A text may outlive its gateway's settings; then sending it is refused in words, not lost.</summary>
    public ISmsGateway For(string name) => always.Gateway(name) ?? new Current(this, name);

    public bool Knows(string gateway) => Reader(gateway) is not null;

    /// <summary>A call may outlive its gateway's settings too; then it is kept.</summary>
    public IWebhookReader ReaderFor(string gateway) => Reader(gateway) ?? new NoReader(gateway);

    /// <summary>Null when the carrier sells no numbers, or is not set up.</summary>
    public MarketTraits? MarketTraitsOf(string gateway) => (always.Market(gateway) ?? Present.Market(gateway))?.Traits;

    /// <summary>Asks a carrier about numbers.</summary>
    public Task<MarketResult<T>> AskMarketAsync<T>(string gateway, Func<INumberMarket, Task<MarketResult<T>>> ask)
    {
        if (always.Market(gateway) is { } own)
            return ask(own);
        if (!AreRead)
            return Task.FromResult<MarketResult<T>>(new MarketResult<T>.TryLater(NotRead));
        return AskAsync(set => set.Market(gateway), ask, new MarketResult<T>.Refused($"The carrier \"{gateway}\" is not set up, or sells no numbers."));
    }

    /// <summary>Takes other carriers into use. Sends that have begun end by those that began them.</summary>
    public void Take(CarrierSet next)
    {
        Expect(next);
        areRead = true;
    }

    /// <summary>The carriers as the configuration alone makes them, until it is read what administrators stored.</summary>
    public void Expect(CarrierSet next) => Interlocked.Exchange(ref carriers, next).Leave();

    public void Dispose() => Expect(new([], []));

    private IWebhookReader? Reader(string gateway) => always.Reader(gateway) ?? Present.Reader(gateway);

    /// <summary>Nobody takes the carriers away while one of them is asked.</summary>
    private async Task<T> AskAsync<TAsked, T>(Func<CarrierSet, TAsked?> find, Func<TAsked, Task<T>> ask, T otherwise)
    {
        var set = Enter();
        try
        {
            return find(set) is { } asked ? await ask(asked) : otherwise;
        }
        finally
        {
            set.Leave();
        }
    }

    private CarrierSet Enter()
    {
        while (true)
        {
            if (Present is var set && set.TryEnter())
                return set;
        }
    }

    /// <summary>The carrier of a name as it is when it is asked to send.</summary>
    private sealed class Current(Gateways gateways, string name) : ISmsGateway
    {
        public string Name => name;

        public int MostSegments => gateways.Present.Gateway(name)?.MostSegments ?? int.MaxValue;

        public bool AnswersKeywords => gateways.Present.Gateway(name)?.AnswersKeywords ?? false;

        public string? Lack => !gateways.AreRead ? null : gateways.Present.Gateway(name) is { } gateway ? gateway.Lack : NotConfigured;

        public MediaLimits? Media => gateways.Present.Gateway(name)?.Media;

        public Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation) => gateways.AreRead
            ? AskAsync(gateway => gateway.SendAsync(text, cancellation), new SendResult.Refused(NotConfigured))
            : Task.FromResult<SendResult>(new SendResult.TryLater(NotRead));

        public Task<MediaResult> FetchAsync(string address, CancellationToken cancellation) => gateways.AreRead
            ? AskAsync(gateway => gateway.FetchAsync(address, cancellation), new MediaResult.Refused(NotConfigured))
            : Task.FromResult<MediaResult>(new MediaResult.TryLater(NotRead));

        private string NotConfigured => $"The gateway \"{name}\" is not configured.";

        private Task<T> AskAsync<T>(Func<ISmsGateway, Task<T>> ask, T otherwise) => gateways.AskAsync(set => set.Gateway(name), ask, otherwise);
    }

    private sealed class NoReader(string gateway) : IWebhookReader
    {
        public string Gateway => gateway;

        public SignatureMode Mode => SignatureMode.Off;

        public bool CanVerify => false;

        public SignatureCheck Verify(WebhookRequest request) => new SignatureCheck.NotChecked();

        public WebhookContent Read(WebhookRequest request) => new WebhookContent.Unreadable($"The gateway \"{gateway}\" is not configured.");
    }
}
