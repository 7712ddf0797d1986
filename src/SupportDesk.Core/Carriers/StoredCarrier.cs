using SupportDesk.Storage;

namespace SupportDesk.Carriers;

/// <summary>A carrier's settings that administrators made in the pages; its id is the gateway's name. Keys are as in the configuration, without the section.</summary>
public sealed record StoredCarrier : Document, IStored<StoredCarrier>
{
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>Encrypted; only the program that has the keys reads them.</summary>
    public required IReadOnlyDictionary<string, string> Secrets { get; init; }

    /// <summary>Name of the administrator who changed them last.</summary>
    public required string ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public static readonly DocumentIndex<StoredCarrier> All = new("all_carriers", carrier => IndexKey.Of("carrier", carrier.Id));

    public static DocumentType<StoredCarrier> Stored { get; } = new("carriers", DeskJson.Shape.StoredCarrier, All);
}
