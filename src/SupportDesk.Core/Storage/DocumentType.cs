using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SupportDesk.Storage;

/// <summary>What an engine must know to make room for a document type before it has seen a document.</summary>
public abstract class DocumentType(string name)
{
    /// <summary>Name of the table or collection: lower case letters and underscores.</summary>
    public string Name { get; } = name;

    public abstract IReadOnlyList<DocumentIndex> Indexes { get; }

    /// <summary>The keys of a stored document, one per index in their order; lets an engine fill an index that was declared later.</summary>
    public abstract string?[] KeysOf(ReadOnlySpan<byte> json);

    /// <summary>The JSON shape of the documents.</summary>
    public abstract JsonTypeInfo Shape { get; }

    /// <summary>A document as an engine gives it back.</summary>
    /// <exception cref="JsonException">It is no document of this type.</exception>
    public abstract StoredDocument Read(ReadOnlyMemory<byte> json);
}

/// <summary>How one document type is stored.</summary>
public sealed class DocumentType<T>(string name, JsonTypeInfo<T> json, params DocumentIndex<T>[] indexes) : DocumentType(name)
    where T : Document
{
    private readonly Lazy<JsonTypeInfo<T>> canonical = new(() =>
        (JsonTypeInfo<T>)new JsonSerializerOptions(json.Options) { Converters = { new UtcTimes() } }.GetTypeInfo(typeof(T)));

    public JsonTypeInfo<T> Json { get; } = json;

    public override JsonTypeInfo Shape => Json;

    public IReadOnlyList<DocumentIndex<T>> Declared { get; } = indexes;

    public override IReadOnlyList<DocumentIndex> Indexes => Declared;

    /// <summary>One key per index in their order; null where the document is not in the index.</summary>
    public string?[] KeysOf(T document)
    {
        var keys = new string?[Declared.Count];
        for (var at = 0; at < keys.Length; at++)
            keys[at] = Declared[at].KeyOf(document);
        return keys;
    }

    public override string?[] KeysOf(ReadOnlySpan<byte> json) => KeysOf(Parse(json));

    public override StoredDocument Read(ReadOnlyMemory<byte> json)
    {
        var document = Parse(json.Span);
        if (document.Id is null)
            throw new JsonException($"A document of {Name} has no id.");
        return new(document.Id, document.Version, json, JsonSerializer.SerializeToUtf8Bytes(document, canonical.Value), KeysOf(document));
    }

    private T Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Json) ?? throw new JsonException($"A document of {Name} is null.");
}

/// <summary>A declared index by name; the only way to query.</summary>
public abstract class DocumentIndex(string name, bool unique)
{
    /// <summary>Lower case letters and underscores; unique within the document type.</summary>
    public string Name { get; } = name;

    /// <summary>At most one stored document may have a given key.</summary>
    public bool IsUnique { get; } = unique;
}

/// <summary>
/// An index holds one key per document, computed from it (see <see cref="IndexKey"/>), ordered by the bytes of its UTF-8 form.
/// A document whose key is null is not in the index.
/// </summary>
public sealed class DocumentIndex<T>(string name, Func<T, string?> key, bool unique = false) : DocumentIndex(name, unique)
{
    public Func<T, string?> KeyOf { get; } = key;
}
