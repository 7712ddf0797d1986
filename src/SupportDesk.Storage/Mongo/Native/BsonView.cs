using System.Runtime.InteropServices;

namespace SupportDesk.Storage.Mongo.Native;

/// <summary>
/// Room for one <c>bson_t</c> (128 bytes, aligned to 128), used for one call after another by the thread that owns it. As an argument it looks at
/// bytes that the caller has pinned and copies nothing; as a reply the library fills it, and <see cref="TakeReply"/> empties it.
/// </summary>
internal sealed unsafe class BsonView : IDisposable
{
    private const int Size = 128;
    private const int LengthOffset = 4;

    public BsonView() => Address = (nint)NativeMemory.AlignedAlloc(Size, Size);

    public nint Address { get; }

    /// <summary>Looks at a document whose bytes stay where they are until the call is over.</summary>
    public nint Over(byte* bytes, int length) => LibMongoc.BsonInitStatic(Address, (nint)bytes, (nuint)length)
        ? Address
        : throw new InvalidOperationException("The bytes are not a BSON document.");

    /// <summary>Copies what the library replied, and gives its memory back.</summary>
    public byte[] TakeReply()
    {
        var reply = BytesOf(Address).ToArray();
        LibMongoc.BsonDestroy(Address);
        return reply;
    }

    /// <summary>The bytes of a document that the library owns; good until its next call.</summary>
    public static ReadOnlySpan<byte> BytesOf(nint bson) => new((void*)LibMongoc.BsonData(bson), *(int*)(bson + LengthOffset));

    public void Dispose() => NativeMemory.AlignedFree((void*)Address);
}
