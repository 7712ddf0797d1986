using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer.Commands;

/// <summary>How a primary answers that has lost its secondaries (MongoDB manual, "Write Concern" and "Read Concern").</summary>
internal static class Minority
{
    private const int TimedOut = 64;

    public static async Task<byte[]> ExecuteAsync(Request request, CommandTable commands)
    {
        if (IsMajority(request, "readConcern", "level"))
            return Nothing(request);
        var reply = await commands.ExecuteAsync(request);
        return IsMajority(request, "writeConcern", "w") ? Unconfirmed(reply) : reply;
    }

    private static bool IsMajority(Request request, string concern, string field) =>
        Bson.Find(request.Body, concern) is { } found && Bson.Find(found.Value, field)?.Text is "majority";

    private static byte[] Nothing(Request request) => new BsonBuilder()
        .Add("cursor", new BsonBuilder().Add("id", 0L).Add("ns", $"{request.Database}.{request.First.Text}").Add("firstBatch", Array.Empty<BsonBuilder>()))
        .Add("ok", 1.0).ToArray();

    private static byte[] Unconfirmed(byte[] reply)
    {
        var error = new BsonBuilder().Add("writeConcernError", new BsonBuilder().Add("code", TimedOut).Add("errmsg", "waiting for replication timed out")).ToArray();
        byte[] both = [.. reply[..^1], .. error[sizeof(int)..]];
        BitConverter.TryWriteBytes(both, both.Length);
        return both;
    }
}
