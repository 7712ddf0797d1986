using System.Buffers.Binary;
using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer.Commands;

/// <summary>What PostgreSQL and DocumentDB call an error, in MongoDB's numbers.</summary>
internal static class SqlErrors
{
    public const string Deadlock = "40P01";

    private const int InternalError = 1;

    private static readonly Dictionary<string, int> Codes = new()
    {
        ["M0000"] = InternalError,
        ["M0001"] = 2,
        ["M0003"] = 9,
        ["M0004"] = 14,
        ["M0008"] = 26,
        ["M0009"] = 27,
        ["M000A"] = 28,
        ["M000E"] = 43,
        ["M000F"] = 48,
        ["M000U"] = 115,
        ["M001C"] = 11000,
        ["23505"] = 11000,
        ["23P01"] = 11000,
        [Deadlock] = 112,
        ["55P03"] = 24,
        ["57014"] = 50,
        ["42P01"] = 26,
        ["0A000"] = 115,
        ["22023"] = 2,
        ["22P02"] = 2,
    };

    private static readonly Dictionary<int, string> Names = new()
    {
        [InternalError] = "InternalError",
        [2] = "BadValue",
        [9] = "FailedToParse",
        [13] = "Unauthorized",
        [14] = "TypeMismatch",
        [18] = "AuthenticationFailed",
        [20] = "IllegalOperation",
        [24] = "LockTimeout",
        [26] = "NamespaceNotFound",
        [27] = "IndexNotFound",
        [28] = "PathNotViable",
        [43] = "CursorNotFound",
        [48] = "NamespaceExists",
        [50] = "MaxTimeMSExpired",
        [59] = "CommandNotFound",
        [112] = "WriteConflict",
        [115] = "CommandNotSupported",
        [11000] = "DuplicateKey",
    };

    public static int Code(string state) => Codes.GetValueOrDefault(state, InternalError);

    public static string Name(int code) => Names.GetValueOrDefault(code, "Error");

    /// <summary>DocumentDB puts its own numbers into writeErrors: five characters, six bits each. They are replaced where they stand.</summary>
    public static void Translate(Memory<byte> reply)
    {
        if (Bson.Find(reply, "writeErrors") is not { Type: BsonType.Array } errors)
            return;
        foreach (var error in Bson.Elements(errors.Value))
        {
            if (Bson.Find(error.Value, "code") is { Type: BsonType.Int32 } code && Codes.TryGetValue(State((int)code.Number), out var known))
                BinaryPrimitives.WriteInt32LittleEndian(code.Bytes, known);
        }
    }

    public static string State(int packed) =>
        string.Create(5, packed, (text, number) =>
        {
            for (var at = 0; at < text.Length; at++)
                text[at] = (char)('0' + ((number >> (6 * at)) & 0x3F));
        });
}
