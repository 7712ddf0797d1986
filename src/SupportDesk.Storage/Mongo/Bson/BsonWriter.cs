using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SupportDesk.Storage.Mongo.Bson;

/// <summary>Writes one BSON document: elements in order, documents and arrays nested. Names must not contain a zero character.</summary>
internal sealed class BsonWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new(1024);
    private readonly Stack<int> begun = new();

    /// <summary>Lengths are filled in last, so the bytes are kept apart from the writer.</summary>
    private readonly List<(int At, int Length)> lengths = [];

    public BsonWriter() => Begin();

    /// <summary>Ends the document and gives its bytes.</summary>
    public byte[] ToArray()
    {
        End();
        var document = bytes.WrittenSpan.ToArray();
        foreach (var (at, length) in lengths)
            BinaryPrimitives.WriteInt32LittleEndian(document.AsSpan(at), length);
        return document;
    }

    public BsonWriter String(ReadOnlySpan<byte> name, ReadOnlySpan<byte> utf8)
    {
        Name(BsonKind.String, name);
        Number32(utf8.Length + 1);
        bytes.Write(utf8);
        Byte(0);
        return this;
    }

    public BsonWriter String(ReadOnlySpan<byte> name, string text) => String(name, Encoding.UTF8.GetBytes(text));

    public BsonWriter Int32(ReadOnlySpan<byte> name, int number)
    {
        Name(BsonKind.Int32, name);
        Number32(number);
        return this;
    }

    public BsonWriter Int64(ReadOnlySpan<byte> name, long number)
    {
        Name(BsonKind.Int64, name);
        Number64(number);
        return this;
    }

    public BsonWriter Double(ReadOnlySpan<byte> name, double number)
    {
        Name(BsonKind.Double, name);
        Number64(BitConverter.DoubleToInt64Bits(number));
        return this;
    }

    public BsonWriter Boolean(ReadOnlySpan<byte> name, bool value)
    {
        Name(BsonKind.Boolean, name);
        Byte(value ? (byte)1 : (byte)0);
        return this;
    }

    public BsonWriter Null(ReadOnlySpan<byte> name)
    {
        Name(BsonKind.Null, name);
        return this;
    }

    /// <param name="name">Of the element.</param>
    /// <param name="milliseconds">Since 1970, UTC.</param>
    public BsonWriter Date(ReadOnlySpan<byte> name, long milliseconds)
    {
        Name(BsonKind.Date, name);
        Number64(milliseconds);
        return this;
    }

    public BsonWriter Binary(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(BsonKind.Binary, name);
        Number32(value.Length);
        Byte(0);
        bytes.Write(value);
        return this;
    }

    /// <summary>A document that is already BSON.</summary>
    public BsonWriter Document(ReadOnlySpan<byte> name, ReadOnlySpan<byte> document)
    {
        Name(BsonKind.Document, name);
        bytes.Write(document);
        return this;
    }

    public BsonWriter BeginDocument(ReadOnlySpan<byte> name)
    {
        Name(BsonKind.Document, name);
        return Begin();
    }

    public BsonWriter BeginArray(ReadOnlySpan<byte> name)
    {
        Name(BsonKind.Array, name);
        return Begin();
    }

    /// <summary>Ends the innermost document or array.</summary>
    public BsonWriter End()
    {
        Byte(0);
        var start = begun.Pop();
        lengths.Add((start, bytes.WrittenCount - start));
        return this;
    }

    /// <summary>The name of an array's element.</summary>
    public static byte[] Index(int at) => Encoding.ASCII.GetBytes(at.ToString(CultureInfo.InvariantCulture));

    private BsonWriter Begin()
    {
        begun.Push(bytes.WrittenCount);
        Number32(0);
        return this;
    }

    private void Name(BsonKind kind, ReadOnlySpan<byte> name)
    {
        if (name.Contains((byte)0))
            throw new StoreUnavailableException("A field's name contains a zero character, which MongoDB cannot keep.");
        Byte((byte)kind);
        bytes.Write(name);
        Byte(0);
    }

    private void Byte(byte value)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }

    private void Number32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.GetSpan(4), value);
        bytes.Advance(4);
    }

    private void Number64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(8), value);
        bytes.Advance(8);
    }
}
