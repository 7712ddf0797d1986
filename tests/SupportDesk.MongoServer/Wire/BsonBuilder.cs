using System.Buffers.Binary;
using System.Text;

namespace SupportDesk.MongoServer.Wire;

/// <summary>Writes one BSON document, field by field.</summary>
internal sealed class BsonBuilder
{
    private readonly MemoryStream fields = new();

    public BsonBuilder Add(string name, string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        return Head(BsonType.Text, name).Int32(text.Length + 1).Raw(text).Raw([0]);
    }

    public BsonBuilder Add(string name, int value) => Head(BsonType.Int32, name).Int32(value);

    public BsonBuilder Add(string name, long value) => Head(BsonType.Int64, name).Int64(value);

    public BsonBuilder Add(string name, double value) => Head(BsonType.Double, name).Int64(BitConverter.DoubleToInt64Bits(value));

    public BsonBuilder Add(string name, bool value) => Head(BsonType.Boolean, name).Raw([value ? (byte)1 : (byte)0]);

    public BsonBuilder Add(string name, DateTimeOffset value) => Head(BsonType.Date, name).Int64(value.ToUnixTimeMilliseconds());

    public BsonBuilder Add(string name, byte[] value) => Head(BsonType.Binary, name).Int32(value.Length).Raw([0]).Raw(value);

    public BsonBuilder Add(string name, BsonBuilder value) => Head(BsonType.Document, name).Raw(value.ToArray());

    public BsonBuilder Add(string name, params IReadOnlyList<string> values)
    {
        var array = new BsonBuilder();
        for (var at = 0; at < values.Count; at++)
            array.Add($"{at}", values[at]);
        return Head(BsonType.Array, name).Raw(array.ToArray());
    }

    public BsonBuilder Add(string name, params IReadOnlyList<BsonBuilder> documents)
    {
        var array = new BsonBuilder();
        for (var at = 0; at < documents.Count; at++)
            array.Add($"{at}", documents[at]);
        return Head(BsonType.Array, name).Raw(array.ToArray());
    }

    public byte[] ToArray() => [.. Bytes((int)fields.Length + sizeof(int) + 1), .. fields.ToArray(), 0];

    private static byte[] Bytes(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private BsonBuilder Head(BsonType type, string name) => Raw([(byte)type]).Raw(Encoding.UTF8.GetBytes(name)).Raw([0]);

    private BsonBuilder Int32(int value) => Raw(Bytes(value));

    private BsonBuilder Int64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw(bytes);
    }

    private BsonBuilder Raw(ReadOnlySpan<byte> bytes)
    {
        fields.Write(bytes);
        return this;
    }
}
