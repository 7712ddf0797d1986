using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SupportDesk.Storage.Mongo.Bson;

/// <summary>
/// A document's JSON as BSON and back, field for field. Times become BSON dates, which count milliseconds; what is finer stands beside them as
/// <c>…Ticks</c> (100 ns), so that a time comes back to the tick, in UTC. <c>Id</c> is <c>_id</c>.
/// </summary>
internal static class Transcoder
{
    private const int MaximalDepth = 64;

    /// <summary>Writes the properties of a JSON object into the BSON document that was begun, but for its Id and Version.</summary>
    public static void Write(ReadOnlySpan<byte> json, Shape shape, BsonWriter bson)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximalDepth });
        reader.Read();
        WriteProperties(ref reader, shape, bson, isRoot: true);
    }

    /// <summary>The JSON of a document. Of its own fields, those with small letters are the engine's and are left out.</summary>
    public static ReadOnlyMemory<byte> Read(ReadOnlySpan<byte> bson)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(256, bson.Length));
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true, MaxDepth = MaximalDepth, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        ReadElements(bson, json, isRoot: true);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    private static void WriteProperties(ref Utf8JsonReader json, Shape shape, BsonWriter bson, bool isRoot = false)
    {
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var name = json.HasValueSequence || json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
            var property = shape[name];
            json.Read();
            if (!isRoot || !(name.SequenceEqual("Id"u8) || name.SequenceEqual("Version"u8)))
                WriteValue(name, ref json, property, bson);
        }
    }

    private static void WriteValue(ReadOnlySpan<byte> name, ref Utf8JsonReader json, Shape shape, BsonWriter bson)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                bson.BeginDocument(name);
                WriteProperties(ref json, shape, bson);
                bson.End();
                break;
            case JsonTokenType.StartArray:
                bson.BeginArray(name);
                for (var at = 0; json.Read() && json.TokenType is not JsonTokenType.EndArray; at++)
                    WriteValue(BsonWriter.Index(at), ref json, shape[default], bson);
                bson.End();
                break;
            case JsonTokenType.String:
                WriteText(name, ref json, shape, bson);
                break;
            case JsonTokenType.Number when json.TryGetInt32(out var small):
                bson.Int32(name, small);
                break;
            case JsonTokenType.Number when json.TryGetInt64(out var large):
                bson.Int64(name, large);
                break;
            case JsonTokenType.Number:
                bson.Double(name, json.GetDouble());
                break;
            case JsonTokenType.True or JsonTokenType.False:
                bson.Boolean(name, json.GetBoolean());
                break;
            default:
                bson.Null(name);
                break;
        }
    }

    private static void WriteText(ReadOnlySpan<byte> name, ref Utf8JsonReader json, Shape shape, BsonWriter bson)
    {
        if (shape.IsTime)
            WriteTime(name, json.GetDateTimeOffset(), bson);
        else if (shape.IsBinary)
            bson.Binary(name, json.GetBytesFromBase64());
        else if (json.ValueIsEscaped)
            bson.String(name, json.GetString()!);
        else
            bson.String(name, json.ValueSpan);
    }

    private static void WriteTime(ReadOnlySpan<byte> name, DateTimeOffset time, BsonWriter bson)
    {
        var sinceEpoch = time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var milliseconds = Math.DivRem(sinceEpoch, TimeSpan.TicksPerMillisecond, out var ticks);
        if (ticks < 0)
            (milliseconds, ticks) = (milliseconds - 1, ticks + TimeSpan.TicksPerMillisecond);
        bson.Date(name, milliseconds);
        if (ticks > 0)
            bson.Int32([.. name, .. "Ticks"u8], (int)ticks);
    }

    private static void ReadElements(ReadOnlySpan<byte> bson, Utf8JsonWriter json, bool isRoot = false, bool isArray = false)
    {
        var element = new BsonReader(bson);
        var more = element.Next();
        while (more)
        {
            var name = element.Name;
            if (isRoot && name is [>= (byte)'a' and <= (byte)'z', ..])
            {
                more = element.Next();
                continue;
            }
            if (!isArray)
                json.WritePropertyName(isRoot && name.SequenceEqual("_id"u8) ? "Id"u8 : name);
            if (element.Kind is BsonKind.Date)
            {
                more = ReadTime(ref element, json);
                continue;
            }
            ReadValue(element, json);
            more = element.Next();
        }
    }

    /// <summary>The date and, when they follow it, its ticks. True when there is another element after them.</summary>
    private static bool ReadTime(ref BsonReader element, Utf8JsonWriter json)
    {
        var name = element.Name;
        var time = DateTimeOffset.FromUnixTimeMilliseconds(element.Int64);
        var more = element.Next();
        if (more && element.Name.Length == name.Length + 5 && element.Name.StartsWith(name) && element.Name.EndsWith("Ticks"u8))
        {
            time = time.AddTicks(element.Number);
            more = element.Next();
        }
        json.WriteStringValue(time);
        return more;
    }

    private static void ReadValue(in BsonReader element, Utf8JsonWriter json)
    {
        switch (element.Kind)
        {
            case BsonKind.String:
                json.WriteStringValue(element.Value);
                break;
            case BsonKind.Document:
                json.WriteStartObject();
                ReadElements(element.Value, json);
                json.WriteEndObject();
                break;
            case BsonKind.Array:
                json.WriteStartArray();
                ReadElements(element.Value, json, isArray: true);
                json.WriteEndArray();
                break;
            case BsonKind.Int32 or BsonKind.Int64:
                json.WriteNumberValue(element.Number);
                break;
            case BsonKind.Double:
                json.WriteNumberValue(element.Double);
                break;
            case BsonKind.Boolean:
                json.WriteBooleanValue(element.Boolean);
                break;
            case BsonKind.Binary:
                json.WriteBase64StringValue(element.Value);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
