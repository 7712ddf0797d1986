using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SupportDesk.Storage;

/// <summary>A document with every sort of index, for the compliance suite.</summary>
public sealed record Note : Document, IStored<Note>
{
    public string Text { get; init; } = "";

    public int Count { get; init; }

    /// <summary>Key of the plain index; null leaves the note out.</summary>
    public string? Place { get; init; }

    /// <summary>Key of the unique index; null leaves the note out.</summary>
    public string? Name { get; init; }

    public static readonly DocumentIndex<Note> ByPlace = new("by_place", note => note.Place);

    public static readonly DocumentIndex<Note> ByName = new("by_name", note => note.Name, unique: true);

    public static DocumentType<Note> Stored { get; } = new(
        "notes", (JsonTypeInfo<Note>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Note)), ByPlace, ByName);

    public static Note At(string id, params ReadOnlySpan<string> place) => new() { Id = id, Place = IndexKey.Of(place) };
}
