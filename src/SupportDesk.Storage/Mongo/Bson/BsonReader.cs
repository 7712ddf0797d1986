using System.Buffers.Binary;

namespace SupportDesk.Storage.Mongo.Bson;

/// <summary>Goes through the elements of one BSON document, from the first to the last.</summary>
internal ref struct BsonReader(ReadOnlySpan<byte> document)
{
    private ReadOnlySpan<byte> rest = document.Length >= 5 ? document[4..^1] : throw new FormatException("The BSON document is cut off.");

    public BsonKind Kind { get; private set; }

    /// <summary>UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The bytes of the value: a text without its zero, a document whole, a binary without its head.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public readonly int Int32 => BinaryPrimitives.ReadInt32LittleEndian(Value);

    public readonly long Int64 => BinaryPrimitives.ReadInt64LittleEndian(Value);

    public readonly double Double => BitConverter.Int64BitsToDouble(Int64);

    public readonly bool Boolean => Value[0] != 0;

    /// <summary>Whole numbers of any width.</summary>
    public readonly long Number => Kind switch
    {
        BsonKind.Int32 => Int32,
        BsonKind.Int64 => Int64,
        BsonKind.Double => (long)Double,
        _ => throw new FormatException($"A number was expected, not {Kind}."),
    };

    /// <summary>False at the end.</summary>
    public bool Next()
    {
        if (rest.IsEmpty)
            return false;
        Kind = (BsonKind)rest[0];
        var named = rest[1..];
        var end = named.IndexOf((byte)0);
        if (end < 0)
            throw new FormatException("The BSON document is cut off.");
        Name = named[..end];
        Take(named[(end + 1)..]);
        return true;
    }

    /// <summary>The element of that name; false when there is none.</summary>
    public static bool Find(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name, out BsonReader element)
    {
        element = new BsonReader(document);
        while (element.Next())
        {
            if (element.Name.SequenceEqual(name))
                return true;
        }
        return false;
    }

    private void Take(ReadOnlySpan<byte> from)
    {
        var (head, length, tail) = Kind switch
        {
            BsonKind.Double or BsonKind.Date or BsonKind.Int64 => (0, 8, 0),
            BsonKind.Int32 => (0, 4, 0),
            BsonKind.Boolean => (0, 1, 0),
            BsonKind.Null => (0, 0, 0),
            BsonKind.String => (4, BinaryPrimitives.ReadInt32LittleEndian(from) - 1, 1),
            BsonKind.Document or BsonKind.Array => (0, BinaryPrimitives.ReadInt32LittleEndian(from), 0),
            BsonKind.Binary => (5, BinaryPrimitives.ReadInt32LittleEndian(from), 0),
            // Of other makers: an ObjectId, a timestamp, a decimal.
            (BsonKind)0x07 => (0, 12, 0),
            (BsonKind)0x11 => (0, 8, 0),
            (BsonKind)0x13 => (0, 16, 0),
            _ => throw new FormatException($"BSON of kind 0x{(byte)Kind:X2} is not read here."),
        };
        if (length < 0 || from.Length < head + length + tail)
            throw new FormatException("The BSON document is cut off.");
        Value = from.Slice(head, length);
        rest = from[(head + length + tail)..];
    }
}
