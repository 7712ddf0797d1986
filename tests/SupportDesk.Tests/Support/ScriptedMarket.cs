using System.Collections.Concurrent;
using SupportDesk.NumberOrders;

namespace SupportDesk.Tests.Support;

/// <summary>A carrier that sells numbers as the test says, and remembers what it was asked. Without a word it offers one number and sells it.</summary>
internal sealed class ScriptedMarket : INumberMarket
{
    private readonly ConcurrentQueue<Func<Task<MarketResult<Purchase>>>> purchases = new();

    public string Gateway => "messagebird";

    public MarketTraits Traits { get; set; } = new() { Provider = "Scripted", PageSize = 5, TellsOffers = true, ListsOwned = true, Connects = true, Kinds = [NumberKind.Mobile] };

    /// <summary>What is on offer; null: what was asked about is not any more.</summary>
    public NumberOffer? Offer { get; set; } = new() { Number = "+31970102455", Country = "NL", Region = "Utrecht", Features = NumberFeatures.Sms, Price = new(1.25m, "EUR", IsMonthly: true) };

    public MarketResult<OfferPage>? Found { get; set; }

    public MarketResult<Standing> Standing { get; set; } = new MarketResult<Standing>.Done(new(NumberStanding.Ours));

    public MarketResult<string> Connection { get; set; } = new MarketResult<string>.Done("Scripted took the address.");

    public ConcurrentQueue<NumberSearch> Searches { get; } = new();

    public ConcurrentQueue<NumberOffer> Purchases { get; } = new();

    public ConcurrentQueue<(string Number, string Address)> Connections { get; } = new();

    public ScriptedMarket Answer(MarketResult<Purchase> result) => Answer(() => Task.FromResult(result));

    public ScriptedMarket Answer(Func<Task<MarketResult<Purchase>>> answer)
    {
        purchases.Enqueue(answer);
        return this;
    }

    /// <summary>The next purchase hangs: the first task ends when it was asked for, and it ends when the answer is set.</summary>
    public (Task Asked, TaskCompletionSource<MarketResult<Purchase>> Answer) Hang()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<MarketResult<Purchase>>(TaskCreationOptions.RunContinuationsAsynchronously);
        Answer(() =>
        {
            asked.SetResult();
            return answer.Task;
        });
        return (asked.Task.WaitAsync(TimeSpan.FromSeconds(30)), answer);
    }

    public Task<MarketResult<OfferPage>> SearchAsync(NumberSearch search, CancellationToken cancellation)
    {
        Searches.Enqueue(search);
        return Task.FromResult(Found ?? new MarketResult<OfferPage>.Done(new(Offer is null ? [] : [Offer], HasMore: true)));
    }

    public Task<MarketResult<NumberOffer?>> OfferAsync(NumberOffer seen, CancellationToken cancellation) => Task.FromResult<MarketResult<NumberOffer?>>(new MarketResult<NumberOffer?>.Done(Offer));

    public Task<MarketResult<Purchase>> BuyAsync(NumberOffer offer, CancellationToken cancellation)
    {
        Purchases.Enqueue(offer);
        return purchases.TryDequeue(out var answer) ? answer() : Task.FromResult<MarketResult<Purchase>>(new MarketResult<Purchase>.Done(new(IsOurs: true)));
    }

    public Task<MarketResult<Standing>> StandingAsync(string number, string? orderId, CancellationToken cancellation) => Task.FromResult(Standing);

    public Task<MarketResult<string>> ConnectAsync(string number, string inbound, CancellationToken cancellation)
    {
        Connections.Enqueue((number, inbound));
        return Task.FromResult(Connection);
    }
}
