using System.Buffers.Binary;

namespace SupportDesk.MongoServer.Wire;

/// <summary>
/// One message of a client: a command document and, apart from it, the documents that it writes
/// (OP_MSG, and OP_QUERY for the greeting of old drivers; MongoDB Wire Protocol).
/// </summary>
internal sealed record Request(int Id, bool IsOldGreeting, bool WantsReply, Memory<byte> Body, Memory<byte>? Documents)
{
    public const int HeaderSize = 16;
    public const int MaxSize = 48_000_000;

    private const int OpQuery = 2004;
    private const int OpMsg = 2013;
    private const uint ChecksumPresent = 1;
    private const uint MoreToCome = 2;

    public Element First => Bson.Elements(Body).FirstOrDefault();

    /// <summary>The command's name, which is the name of the first field.</summary>
    public string Name => First.Name ?? "";

    public string Database => IsOldGreeting ? "admin" : Bson.Find(Body, "$db")?.Text ?? "admin";

    public string? Text(string field) => Bson.Find(Body, field)?.Text;

    public long Number(string field) => Bson.Find(Body, field)?.Number ?? 0;

    /// <summary>The same for every attempt at one retryable write; null for all other commands.</summary>
    public string? RetryId =>
        Bson.Find(Body, "txnNumber") is { } number && Bson.Find(Body, "lsid") is { } session && Bson.Find(session.Value, "id") is { } id
            ? $"{Convert.ToHexString(id.Binary.Span)}:{number.Number}"
            : null;

    /// <summary>The next message, or null when the client has gone.</summary>
    public static async Task<Request?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var header = new byte[HeaderSize];
        if (await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancellation) < HeaderSize)
            return null;
        var size = Int32(header, 0);
        if (size is <= HeaderSize or > MaxSize)
            throw new InvalidDataException($"A message cannot have {size} bytes.");
        var body = new byte[size - HeaderSize];
        await stream.ReadExactlyAsync(body, cancellation);
        return Parse(Int32(header, 4), Int32(header, 12), body);
    }

    public static Request Parse(int id, int operation, Memory<byte> message) => operation switch
    {
        OpMsg => ParseMessage(id, message),
        OpQuery => new(id, true, true, Skip(message, sizeof(int) + QueryNameLength(message) + (2 * sizeof(int))), null),
        _ => throw new InvalidDataException($"Operation {operation} is not known."),
    };

    private static Request ParseMessage(int id, Memory<byte> message)
    {
        var flags = (uint)Int32(message, 0);
        var rest = Skip(message, sizeof(int));
        // The checksum is the last four bytes; it is optional and nobody needs it on a loopback.
        if ((flags & ChecksumPresent) != 0)
            rest = rest[..Skip(rest, sizeof(int)).Length];
        Memory<byte>? body = null;
        Memory<byte>? documents = null;
        while (rest.Length > 0)
        {
            var isBody = rest.Span[0] == 0;
            var length = Bson.Length(rest[1..]);
            var section = rest.Slice(1, length);
            if (isBody)
                body = section;
            else
                documents = Sequence(section);
            rest = rest[(1 + length)..];
        }
        return new(id, false, (flags & MoreToCome) == 0, body ?? throw new InvalidDataException("A message has no command."), documents);
    }

    /// <summary>A kind-1 section is its size, a name and the documents one after the other.</summary>
    private static Memory<byte> Sequence(Memory<byte> section) => Skip(section, sizeof(int) + TextLength(section[sizeof(int)..]));

    private static int QueryNameLength(Memory<byte> message) => TextLength(Skip(message, sizeof(int)));

    private static int TextLength(Memory<byte> bytes) => bytes.Span.IndexOf((byte)0) is >= 0 and var at ? at + 1 : throw new InvalidDataException("A name does not end.");

    private static Memory<byte> Skip(Memory<byte> bytes, int count) => count <= bytes.Length ? bytes[count..] : throw new InvalidDataException("A message is cut off.");

    private static int Int32(Memory<byte> bytes, int at) => BinaryPrimitives.TryReadInt32LittleEndian(Skip(bytes, at).Span, out var value)
        ? value
        : throw new InvalidDataException("A message is cut off.");
}
