namespace SupportDesk.Storage.Mongo;

/// <summary>Where the MongoDB engine finds its database.</summary>
public sealed class MongoOptions
{
    /// <summary>
    /// A MongoDB connection string: servers, replica set, TLS, user, database ("supportdesk" when it names none). It holds a password: it is never logged.
    /// </summary>
    public required string Uri { get; init; }

    /// <summary>Opens also the unfinished target of a move; only the move itself does.</summary>
    public bool TakesUnfinished { get; init; }

    /// <summary>Calls to the server at the same time, each on a thread of its own.</summary>
    public int Lanes { get; init; } = 16;

    /// <summary>Calls that may wait for a lane; who comes when so many wait is refused at once.</summary>
    public int Waiting { get; init; } = 2_000;

    /// <summary>Between two tries of a server that is away when the desk starts.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);
}
