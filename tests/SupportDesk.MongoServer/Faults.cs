namespace SupportDesk.MongoServer;

/// <summary>
/// How the server misbehaves. "Every" counts the commands of <see cref="Only"/> since the faults were set: 1 is each of them, 0 none.
/// Greetings and sign-ins are never hit.
/// </summary>
public sealed record Faults
{
    public static Faults None { get; } = new();

    /// <summary>Executes the command, then closes the connection in place of an answer.</summary>
    public int DropReplyEvery { get; init; }

    /// <summary>Closes the connection and does not execute the command.</summary>
    public int CloseEvery { get; init; }

    /// <summary>Answers a write with 112 (WriteConflict) and does not execute it. Reads are not hit.</summary>
    public int ConflictEvery { get; init; }

    /// <summary>
    /// As a primary whose secondaries are gone, for all commands whatever <see cref="Only"/> says: a write that asks for a majority is carried out and
    /// answered with a write-concern error, and a look with read concern "majority" finds nothing.
    /// </summary>
    public bool NoMajority { get; init; }

    /// <summary>Waits before each command.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The name of the only command that is counted and hit, such as <c>insert</c>; null for all.</summary>
    public string? Only { get; init; }
}
