using System.Buffers.Binary;
using System.Text;

namespace SupportDesk.MongoServer.Wire;

/// <summary>One field of a BSON document as it stands in the bytes (bsonspec.org, version 1.1).</summary>
internal readonly record struct Element(BsonType Type, string Name, Memory<byte> Value)
{
    public Span<byte> Bytes => Value.Span;

    /// <summary>A string's text; null for any other type.</summary>
    public string? Text => Type is BsonType.Text ? Encoding.UTF8.GetString(Bytes[4..^1]) : null;

    /// <summary>A number or a boolean as a whole number; 0 for any other type.</summary>
    public long Number => Type switch
    {
        BsonType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(Bytes),
        BsonType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(Bytes),
        BsonType.Double => (long)BinaryPrimitives.ReadDoubleLittleEndian(Bytes),
        BsonType.Boolean => Bytes[0],
        _ => 0,
    };

    /// <summary>The content of a binary value; empty for any other type.</summary>
    public Memory<byte> Binary => Type is BsonType.Binary ? Value[5..] : Memory<byte>.Empty;
}
