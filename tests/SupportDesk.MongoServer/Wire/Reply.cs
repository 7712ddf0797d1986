using System.Buffers.Binary;

namespace SupportDesk.MongoServer.Wire;

/// <summary>Frames a reply document: OP_MSG, or OP_REPLY to the greeting of an old driver.</summary>
internal static class Reply
{
    private const int OpReply = 1;
    private const int OpMsg = 2013;

    public static byte[] To(Request request, ReadOnlySpan<byte> document)
    {
        // OP_REPLY: flags (8: can wait), cursor 0, starting from 0, one document. OP_MSG: no flags, one section of kind 0.
        ReadOnlySpan<byte> prefix = request.IsOldGreeting ? [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0] : [0, 0, 0, 0, 0];
        var message = new byte[Request.HeaderSize + prefix.Length + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), request.Id);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(8), request.Id);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), request.IsOldGreeting ? OpReply : OpMsg);
        prefix.CopyTo(message.AsSpan(Request.HeaderSize));
        document.CopyTo(message.AsSpan(Request.HeaderSize + prefix.Length));
        return message;
    }
}
