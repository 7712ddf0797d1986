using System.Buffers.Binary;
using System.Text;

namespace SupportDesk.MongoServer.Wire;

/// <summary>Looks into BSON without making objects of it. Bytes that are no BSON give an <see cref="InvalidDataException"/>.</summary>
internal static class Bson
{
    private const int LengthSize = 4;

    public static IEnumerable<Element> Elements(Memory<byte> document)
    {
        var rest = Slice(document, LengthSize, Length(document) - LengthSize - 1);
        while (rest.Length > 0)
        {
            var type = (BsonType)rest.Span[0];
            var name = TextEnd(rest, 1);
            var start = name + 1;
            var length = ValueLength(type, rest[start..]);
            yield return new(type, Encoding.UTF8.GetString(rest.Span[1..name]), Slice(rest, start, length));
            rest = rest[(start + length)..];
        }
    }

    /// <summary>The field of that name on the top level, or null.</summary>
    public static Element? Find(Memory<byte> document, string name)
    {
        foreach (var element in Elements(document))
        {
            if (element.Name == name)
                return element;
        }
        return null;
    }

    /// <summary>What the first four bytes say, as far as there is that much.</summary>
    public static int Length(Memory<byte> bytes)
    {
        var length = bytes.Length < LengthSize ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        return length > LengthSize && length <= bytes.Length ? length : throw new InvalidDataException("A BSON document is cut off.");
    }

    private static int ValueLength(BsonType type, Memory<byte> value) => type switch
    {
        BsonType.Undefined or BsonType.Null or BsonType.MinKey or BsonType.MaxKey => 0,
        BsonType.Boolean => 1,
        BsonType.Int32 => 4,
        BsonType.Double or BsonType.Date or BsonType.Timestamp or BsonType.Int64 => 8,
        BsonType.ObjectId => 12,
        BsonType.Decimal => 16,
        BsonType.Document or BsonType.Array or BsonType.CodeWithScope => Length(value),
        BsonType.Text or BsonType.Code or BsonType.Symbol => LengthSize + Prefix(value),
        BsonType.Binary => LengthSize + 1 + Prefix(value),
        BsonType.Pointer => LengthSize + Prefix(value) + 12,
        BsonType.Regex => TextEnd(value, TextEnd(value, 0) + 1) + 1,
        _ => throw new InvalidDataException($"BSON has no type {type:X}."),
    };

    private static int Prefix(Memory<byte> value) => value.Length >= LengthSize && BinaryPrimitives.ReadInt32LittleEndian(value.Span) is >= 0 and var length
        ? length
        : throw new InvalidDataException("A BSON value is cut off.");

    private static int TextEnd(Memory<byte> bytes, int from) => from <= bytes.Length && bytes.Span[from..].IndexOf((byte)0) is >= 0 and var at
        ? from + at
        : throw new InvalidDataException("A BSON name is cut off.");

    private static Memory<byte> Slice(Memory<byte> bytes, int start, int length) => length >= 0 && start + (long)length <= bytes.Length
        ? bytes.Slice(start, length)
        : throw new InvalidDataException("A BSON value is cut off.");
}
