using System.Text.Json.Serialization;
using SupportDesk.Storage;

namespace SupportDesk.Numbers;

/// <summary>A support number that an administrator added in the pages; its id is the number, canonical.</summary>
public sealed record StoredNumber : Document, IStored<StoredNumber>
{
    [JsonIgnore]
    public string Number => Id;

    public SupportNumberOptions Settings { get; init => field = value ?? new(); } = new();

    /// <summary>Name of the administrator who added or changed it last.</summary>
    public required string ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public static readonly DocumentIndex<StoredNumber> All = new("all_numbers", number => IndexKey.Of("number", number.Id));

    public static DocumentType<StoredNumber> Stored { get; } = new("support_numbers", DeskJson.Shape.StoredNumber, All);
}
