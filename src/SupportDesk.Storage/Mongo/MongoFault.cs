using SupportDesk.Storage.Mongo.Native;

namespace SupportDesk.Storage.Mongo;

/// <summary>Says in words for the operator why MongoDB refused. The server's own words may quote a document, so only those of connections are repeated.</summary>
internal static class MongoFault
{
    public static StoreUnavailableException Unavailable(this MongoException error) => new(Sentence(error), error.IsServerAway || error.IsUncertain || error.IsWithoutMajority ? error : null);

    /// <summary>Which database an address means, without user, password and options; in doubt without the hosts too.</summary>
    public static string Place(string address, string database)
    {
        var plain = address.Split('?')[0];
        if (address.Contains('@', StringComparison.Ordinal) && !plain.Contains('@', StringComparison.Ordinal))
            return $"mongodb://…/{database}";
        var start = Math.Max(plain.LastIndexOf('@'), plain.IndexOf("//", StringComparison.Ordinal) + 1) + 1;
        return $"mongodb://{plain[start..].Split('/')[0]}/{database}";
    }

    private static string Sentence(MongoException error) => error switch
    {
        { IsAuthentication: true } => "MongoDB refuses the user or password of MONGODB_URI; see that both are right, percent-encoded, and that authSource names the user's database.",
        { IsServerAway: true } => $"MongoDB cannot be reached; the desk goes on by itself when it is back. [{error.Message}]",
        { IsUncertain: true } => $"The connection to MongoDB broke. [{error.Message}]",
        { IsWithoutMajority: true } => $"MongoDB did not confirm in time that a majority of the replica set has the write; see that its members are there. [{error.Message}]",
        { IsWriteConflict: true } => "MongoDB was too busy with other writes of the same document.",
        { Code: 13 } => "MongoDB does not let the user of MONGODB_URI do this; the desk needs the role readWrite on its database.",
        { Code: 50 } => "MongoDB took too long to answer.",
        { Code: 20 } => "MongoDB does not support retryable writes here: use a replica set (one member is enough), or add retryWrites=false to MONGODB_URI.",
        _ => $"MongoDB refused with error {error.Code}.",
    };
}
