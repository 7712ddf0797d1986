using System.Text.Json.Serialization;
using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>How the simulated carrier misbehaves; one document. By default not at all.</summary>
public sealed record CarrierBehaviour : Document, IStored<CarrierBehaviour>
{
    public const string OnlyId = "behaviour";
    public const int LongestDelay = 300;

    public static CarrierBehaviour Good { get; } = new() { Id = OnlyId };

    /// <summary>Seconds that every text takes, both ways.</summary>
    public int DelaySeconds { get; init; }

    /// <summary>Every text from a handset reaches the desk twice.</summary>
    public bool DuplicateWebhook { get; init; }

    /// <summary>A text waits until the next one of its handset was delivered, at most 5 seconds; reports say "delivered" before "sent".</summary>
    public bool OutOfOrder { get; init; }

    /// <summary>Takes no text.</summary>
    public bool Refuse { get; init; }

    /// <summary>Takes texts, does not deliver them, and reports so later.</summary>
    public bool AcceptThenFail { get; init; }

    /// <summary>Answers 429: try again in 5 seconds.</summary>
    public bool Busy { get; init; }

    /// <summary>Takes a text and hangs up before it says so.</summary>
    public bool DropConnection { get; init; }

    /// <summary>Never reports what became of a text.</summary>
    public bool NoReport { get; init; }

    [JsonIgnore]
    public TimeSpan Delay => TimeSpan.FromSeconds(DelaySeconds);

    public static DocumentType<CarrierBehaviour> Stored { get; } = new("simulator_behaviour", SimulatorJson.Shape.CarrierBehaviour);
}
