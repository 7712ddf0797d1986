using System.Text.Json.Serialization;
using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>A phone that exists only in the browser. Its id is its number, E.164.</summary>
public sealed record Handset : Document, IStored<Handset>
{
    [JsonIgnore]
    public string Number => Id;

    public required string Name { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>"handset" | added | number.</summary>
    public static readonly DocumentIndex<Handset> ByAge = new("by_age", handset => IndexKey.Of("handset", IndexKey.Time(handset.AddedAt), handset.Id));

    public static DocumentType<Handset> Stored { get; } = new("simulator_handsets", SimulatorJson.Shape.Handset, ByAge);
}
