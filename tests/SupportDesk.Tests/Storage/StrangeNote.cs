using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SupportDesk.Storage;

/// <summary>A note as another version of the program writes it: this one cannot read it.</summary>
public sealed record StrangeNote : Document, IStored<StrangeNote>
{
    public IReadOnlyList<string> Text { get; init; } = ["strange"];

    public required string Place { get; init; }

    public static readonly DocumentIndex<StrangeNote> ByPlace = new("by_place", note => note.Place);

    public static readonly DocumentIndex<StrangeNote> ByName = new("by_name", _ => null, unique: true);

    public static DocumentType<StrangeNote> Stored { get; } = new(
        "notes", (JsonTypeInfo<StrangeNote>)JsonSerializerOptions.Default.GetTypeInfo(typeof(StrangeNote)), ByPlace, ByName);
}
