using SupportDesk.MongoServer.Wire;

namespace SupportDesk.MongoServer.Commands;

/// <summary>What drivers ask before anybody has signed in. Null for any other command.</summary>
internal static class Greeting
{
    public static byte[]? Answer(Request request, long connection, DateTimeOffset now, bool needsPassword) => request.Name.ToUpperInvariant() switch
    {
        "HELLO" or "ISMASTER" => Hello(request, connection, now, needsPassword),
        "PING" => new BsonBuilder().Add("ok", 1.0).ToArray(),
        "BUILDINFO" => new BsonBuilder().Add("version", "7.0.0").Add("maxBsonObjectSize", 16 * 1024 * 1024).Add("ok", 1.0).ToArray(),
        "GETPARAMETER" => new BsonBuilder().Add("featureCompatibilityVersion", new BsonBuilder().Add("version", "7.0")).Add("ok", 1.0).ToArray(),
        _ => null,
    };

    // As a mongos greets: drivers then expect neither a replica set's members nor its clock. Version 21 is MongoDB 7.0.
    private static byte[] Hello(Request request, long connection, DateTimeOffset now, bool needsPassword)
    {
        var reply = new BsonBuilder()
            .Add("ismaster", true)
            .Add("isWritablePrimary", true)
            .Add("helloOk", true)
            .Add("msg", "isdbgrid")
            .Add("maxBsonObjectSize", 16 * 1024 * 1024)
            .Add("maxMessageSizeBytes", Request.MaxSize)
            .Add("maxWriteBatchSize", 100_000)
            .Add("localTime", now)
            .Add("logicalSessionTimeoutMinutes", 30)
            .Add("connectionId", connection)
            .Add("minWireVersion", 0)
            .Add("maxWireVersion", 21)
            .Add("readOnly", false)
            .Add("ok", 1.0);
        if (needsPassword && request.Text("saslSupportedMechs") is not null)
            reply.Add("saslSupportedMechs", [Scram.Mechanism]);
        return reply.ToArray();
    }
}
