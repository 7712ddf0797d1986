using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SupportDesk.Storage;

namespace SupportDesk.StoreWriter;

/// <summary>What the writer writes; its text makes it as long as a customer's.</summary>
public sealed record Entry : Document, IStored<Entry>
{
    public int Count { get; init; }

    public string Text { get; init; } = new('x', 300);

    public static readonly DocumentIndex<Entry> ById = new("by_id", entry => IndexKey.Of("entry", entry.Id), unique: true);

    public static DocumentType<Entry> Stored { get; } = new(
        "entries", (JsonTypeInfo<Entry>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Entry)), ById);
}
