using System.Text.Json.Serialization;
using SupportDesk.Storage;

namespace SupportDesk.NumberOrders;

/// <summary>How far the buying of a number has come.</summary>
public enum OrderState
{
    /// <summary>Nothing was asked for yet.</summary>
    Chosen,

    /// <summary>The provider is being asked. It is stored before the question is written.</summary>
    Asked,

    /// <summary>The provider took the order and has still to carry it out.</summary>
    Ordered,

    /// <summary>Nobody knows whether it was bought.</summary>
    Unknown,

    /// <summary>It was not bought.</summary>
    Refused,

    /// <summary>It belongs to the account, and is no support number yet.</summary>
    Bought,

    /// <summary>It is a support number.</summary>
    Done,
}

/// <summary>Something that happened to an order.</summary>
/// <param name="At">When.</param>
/// <param name="By">The administrator who was at it.</param>
/// <param name="Words">What.</param>
public sealed record OrderEvent(DateTimeOffset At, string By, string Words);

/// <summary>
/// A number that is being bought. There is one document per provider and number, and it is stored before the provider is asked: however often a form is sent,
/// whoever finds the order under way asks nobody a second time.
/// </summary>
public sealed partial record NumberOrder : Document, IStored<NumberOrder>
{
    /// <summary>Whoever asks the provider has an answer, or none, long before this.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public required string Gateway { get; init; }

    public required NumberOffer Offer { get; init; }

    public OrderState State { get; init; }

    /// <summary>The provider's id of it.</summary>
    public string? OrderId { get; init; }

    /// <summary>Why it is as it is, where there is more to say than the state does.</summary>
    public string? Words { get; init; }

    /// <summary>How often the provider was asked to sell it.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When the provider took the address of the number's webhook.</summary>
    public DateTimeOffset? ConnectedAt { get; init; }

    /// <summary>Why the provider did not take it when it was told last.</summary>
    public string? NotConnected { get; init; }

    public IReadOnlyList<OrderEvent> History { get; init => field = value ?? []; } = [];

    [JsonIgnore]
    public string Number => Offer.Number;

    /// <summary>The latest time when something happened to it.</summary>
    [JsonIgnore]
    public DateTimeOffset ChangedAt => History is [.., var last] ? last.At : default;

    /// <summary>Somebody has still to do something about it, the newest last.</summary>
    public static readonly DocumentIndex<NumberOrder> Open = new("open_orders", order => order.IsOpen ? IndexKey.Of("open", IndexKey.Time(order.ChangedAt), order.Id) : null);

    public static DocumentType<NumberOrder> Stored { get; } = new("number_orders", DeskJson.Shape.NumberOrder, Open);

    /// <summary>Part of its page's address, too.</summary>
    public static string IdOf(string gateway, string number) => $"{gateway}-{number.TrimStart('+')}";
}
