using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SupportDesk.Storage;

/// <summary>A document type whose indexes change between two versions of a program.</summary>
public sealed record Memo : Document, IStored<Memo>
{
    private static readonly AsyncLocal<DocumentType<Memo>?> Chosen = new();

    public int? Rank { get; init; }

    public static readonly DocumentIndex<Memo> ByText = new("by_text", memo => memo.Id);

    public static readonly DocumentIndex<Memo> ByRank = new("by_rank", memo => memo.Rank?.ToString("D4", null), unique: true);

    /// <summary>The same index by name, its keys computed otherwise.</summary>
    public static readonly DocumentIndex<Memo> ByRankReversed = new("by_rank", memo => memo.Rank is { } rank ? (9999 - rank).ToString("D4", null) : null, unique: true);

    public static DocumentType<Memo> Before { get; } = Type(ByText);

    public static DocumentType<Memo> After { get; } = Type(ByRank);

    public static DocumentType<Memo> Later { get; } = Type(ByRankReversed);

    /// <summary>What the running program declares; each test has its own.</summary>
    public static DocumentType<Memo> Declared
    {
        get => Chosen.Value ?? Before;
        set => Chosen.Value = value;
    }

    public static DocumentType<Memo> Stored => Declared;

    private static DocumentType<Memo> Type(DocumentIndex<Memo> index) =>
        new("memos", (JsonTypeInfo<Memo>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Memo)), index);
}
