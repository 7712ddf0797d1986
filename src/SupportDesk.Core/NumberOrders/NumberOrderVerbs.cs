using System.Text.Json.Serialization;

namespace SupportDesk.NumberOrders;

/// <summary>What can happen to an order. Whatever an earlier question brought in the end, a number that was bought stays bought.</summary>
public sealed partial record NumberOrder
{
    private const int MostEvents = 50;

    /// <summary>The provider may be asked to sell it.</summary>
    [JsonIgnore]
    public bool CanBeBought => State is OrderState.Chosen or OrderState.Refused;

    private bool IsOpen => State is not (OrderState.Chosen or OrderState.Refused or OrderState.Done) || (State is OrderState.Done && NotConnected is not null);

    /// <summary>Nobody knows whether it was bought: no answer came, or the desk stopped while it asked.</summary>
    public bool IsUnknownAt(DateTimeOffset now) => State is OrderState.Unknown || (State is OrderState.Asked && AskedAt + Lease <= now);

    /// <summary>It may be looked at, or settled by a person who has looked.</summary>
    public bool IsInDoubtAt(DateTimeOffset now) => State is OrderState.Ordered || IsUnknownAt(now);

    /// <summary>An administrator wants it. One that is under way stays as it is.</summary>
    public NumberOrder Choose(NumberOffer offer, string by, DateTimeOffset now) =>
        CanBeBought || State is OrderState.Done
            ? Note($"Chosen at {PriceWords(offer)}.", by, now) with { Offer = offer, State = OrderState.Chosen, Words = null, OrderId = null, ConnectedAt = null, NotConnected = null }
            : this;

    /// <summary>The provider does not want what it wanted before; whoever buys must confirm the new price.</summary>
    public NumberOrder Reprice(NumberOffer now, string by, DateTimeOffset at)
    {
        var change = now.Price == Offer.Price ? "The conditions have changed." : $"The price is {PriceWords(now)} now; it was {PriceWords(Offer)} before.";
        return CanBeBought ? Stop(OrderState.Chosen, $"{change} Nothing was bought.", by, at) with { Offer = now } : this;
    }

    /// <summary>From here on the provider may have sold it.</summary>
    public NumberOrder Ask(string by, DateTimeOffset now) =>
        Note("Asked the provider to sell it.", by, now) with { State = OrderState.Asked, Attempts = Attempts + 1, AskedAt = now, Words = null, OrderId = null };

    /// <summary>It was not asked for, and why.</summary>
    public NumberOrder Decline(string reason, string by, DateTimeOffset now) => CanBeBought ? Stop(State, reason, by, now) : this;

    /// <summary>What the provider answered.</summary>
    /// <param name="result">Its answer.</param>
    /// <param name="attempt">Which of the questions it answers.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="now">When the answer came.</param>
    public NumberOrder After(MarketResult<Purchase> result, int attempt, string by, DateTimeOffset now) => result switch
    {
        MarketResult<Purchase>.Done { Value.IsOurs: true } done => Buy("The provider sold it.", by, now) with { OrderId = done.Value.OrderId ?? OrderId },
        _ when State is not (OrderState.Asked or OrderState.Unknown) || attempt != Attempts => this,
        MarketResult<Purchase>.Done done => Note("The provider took the order.", by, now) with { State = OrderState.Ordered, OrderId = done.Value.OrderId, Words = null },
        MarketResult<Purchase>.Refused refused => Stop(OrderState.Refused, refused.Reason, by, now),
        MarketResult<Purchase>.TryLater later => Stop(OrderState.Chosen, $"{later.Reason} Nothing was bought; it can be tried again.", by, now),
        MarketResult<Purchase>.Uncertain uncertain => Stop(OrderState.Unknown, uncertain.Reason, by, now),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>What the provider said when it was asked how the number stands.</summary>
    public NumberOrder Look(MarketResult<Standing> result, string by, DateTimeOffset now)
    {
        if (!IsInDoubtAt(now))
            return this;
        var stays = State is OrderState.Ordered ? OrderState.Ordered : OrderState.Unknown;
        return result switch
        {
            MarketResult<Standing>.Done { Value.State: NumberStanding.Ours } => Buy("The provider says that it is ours.", by, now),
            MarketResult<Standing>.Done { Value: { State: NumberStanding.Failed } failed } => Stop(OrderState.Refused, failed.Words ?? "The order came to nothing.", by, now),
            MarketResult<Standing>.Done { Value: { State: NumberStanding.Underway } still } => Stop(stays, still.Words ?? "The provider is still at it.", by, now),
            MarketResult<Standing>.Done => Stop(stays, "The provider does not list it among our numbers now.", by, now),
            MarketResult<Standing>.Refused refused => Stop(stays, $"It could not be looked up: {refused.Reason}", by, now),
            MarketResult<Standing>.TryLater later => Stop(stays, $"It could not be looked up: {later.Reason}", by, now),
            MarketResult<Standing>.Uncertain uncertain => Stop(stays, $"It could not be looked up: {uncertain.Reason}", by, now),
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };
    }

    /// <summary>A person looked at the provider's list.</summary>
    public NumberOrder Settle(bool isBought, string by, DateTimeOffset now) => !IsInDoubtAt(now) ? this :
        isBought ? Buy($"{by} saw at the provider that it was bought.", by, now) : Stop(OrderState.Refused, $"{by} saw at the provider that it was not bought.", by, now);

    /// <summary>The provider was told where its texts go; the problem is null when it took that.</summary>
    public NumberOrder Connect(string? problem, string by, DateTimeOffset now) => problem is null
        ? Note("The provider took the address of the webhook.", by, now) with { ConnectedAt = now, NotConnected = null }
        : Note($"The address of the webhook was not set: {problem}", by, now) with { NotConnected = problem };

    /// <summary>It is a support number.</summary>
    public NumberOrder Finish(string by, DateTimeOffset now) => State is OrderState.Bought ? Note("It is a support number.", by, now) with { State = OrderState.Done } : this;

    private NumberOrder Buy(string words, string by, DateTimeOffset now) =>
        State is OrderState.Bought or OrderState.Done ? this : Note(words, by, now) with { State = OrderState.Bought, Words = null };

    private NumberOrder Stop(OrderState state, string words, string by, DateTimeOffset now) => Note(words, by, now) with { State = state, Words = words };

    private NumberOrder Note(string words, string by, DateTimeOffset now) => this with { History = [.. History.Append(new(now, by, words)).TakeLast(MostEvents)] };

    private static string PriceWords(NumberOffer offer) => offer.Price?.ToString() ?? "a price that the provider does not tell";
}
