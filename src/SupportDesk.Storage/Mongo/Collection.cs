using System.Text;
using System.Text.Json;
using SupportDesk.Storage.Mongo.Bson;

namespace SupportDesk.Storage.Mongo;

/// <summary>
/// How one document type looks in the database: the fields as in the code, <c>_id</c> and <c>Version</c>, and last the engine's own: the
/// subdocument <c>keys</c> with the document's key in each declared index that it is in, and the random number <c>save</c> of its last save.
/// </summary>
internal sealed class Collection(DocumentType type)
{
    private static readonly byte[] Keys = "keys"u8.ToArray();

    private Shape? shape;

    public DocumentType Type { get; } = type;

    public string Name { get; } = type.Name;

    /// <summary>The field that an index is over.</summary>
    public static byte[] Field(DocumentIndex index) => Encoding.UTF8.GetBytes($"keys.{index.Name}");

    public byte[] Write<T>(T document)
        where T : Document, IStored<T> =>
        Write(document.Id, document.Version, JsonSerializer.SerializeToUtf8Bytes(document, T.Stored.Json), T.Stored.KeysOf(document));

    /// <param name="id">Of the document.</param>
    /// <param name="version">Of the document.</param>
    /// <param name="json">All of it; its own Id and Version do not count.</param>
    /// <param name="keys">In the order of the declared indexes.</param>
    public byte[] Write(string id, long version, ReadOnlySpan<byte> json, IReadOnlyList<string?> keys)
    {
        shape ??= Shape.Of(Type.Shape);

        // The server puts _id first wherever it stands; standing there at once, a document comes back byte for byte.
        var bson = new BsonWriter().String("_id"u8, id).Int64("Version"u8, version);
        Transcoder.Write(json, shape, bson);
        WriteKeys(bson, keys);

        // Two nodes may make the same of a document at the same moment; this tells whose save it was.
        return bson.Int64("save"u8, Random.Shared.NextInt64()).ToArray();
    }

    public T Read<T>(ReadOnlySpan<byte> bson)
        where T : Document, IStored<T>
    {
        try
        {
            return JsonSerializer.Deserialize(Json(bson).Span, T.Stored.Json)!;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new StoreUnavailableException($"A document of {Name} cannot be read: {error.Message}", error);
        }
    }

    public static ReadOnlyMemory<byte> Json(ReadOnlySpan<byte> bson) => Transcoder.Read(bson);

    /// <summary>The subdocument <c>keys</c>.</summary>
    public void WriteKeys(BsonWriter bson, IReadOnlyList<string?> keys)
    {
        bson.BeginDocument(Keys);
        for (var at = 0; at < keys.Count; at++)
        {
            if (keys[at] is { } key)
                bson.String(Encoding.UTF8.GetBytes(Type.Indexes[at].Name), key);
        }
        bson.End();
    }

    /// <summary>The stored keys, in the order of the declared indexes.</summary>
    public string?[] StoredKeys(ReadOnlySpan<byte> bson)
    {
        var keys = new string?[Type.Indexes.Count];
        if (!BsonReader.Find(bson, Keys, out var stored) || stored.Kind is not BsonKind.Document)
            return keys;
        for (var at = 0; at < keys.Length; at++)
        {
            if (BsonReader.Find(stored.Value, Encoding.UTF8.GetBytes(Type.Indexes[at].Name), out var key) && key.Kind is BsonKind.String)
                keys[at] = Encoding.UTF8.GetString(key.Value);
        }
        return keys;
    }

    public static string IdOf(ReadOnlySpan<byte> bson) => BsonReader.Find(bson, "_id"u8, out var id) ? Encoding.UTF8.GetString(id.Value) : "";

    /// <summary>Selects one document, at one version unless it is null.</summary>
    public static byte[] Selector(string id, long? version = null)
    {
        var selector = new BsonWriter().String("_id"u8, id);
        if (version is { } one)
            selector.Int64("Version"u8, one);
        return selector.ToArray();
    }

    /// <summary>The slice of an index.</summary>
    public static byte[] Filter<T>(Query<T> query)
        where T : Document
    {
        var filter = new BsonWriter().BeginDocument(Field(query.Index));
        // A document that is not in the index has no such field; a bound below every text says so to the planner as well.
        if (query.Above is { } above)
            filter.String("$gt"u8, above);
        else
            filter.String("$gte"u8, "");
        if (query.Below is { } below)
            filter.String("$lt"u8, below);
        return filter.End().ToArray();
    }
}
