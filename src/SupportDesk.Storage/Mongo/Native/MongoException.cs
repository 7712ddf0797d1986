namespace SupportDesk.Storage.Mongo.Native;

/// <summary>A call that the server or the way to it refused.</summary>
internal sealed class MongoException(uint domain, uint code, string message) : Exception(message)
{
    // mongoc-error.h
    private const uint ClientDomain = 1;
    private const uint StreamDomain = 2;
    private const uint ProtocolDomain = 3;
    private const uint SelectionDomain = 15;
    private const uint WriteConcernDomain = 16;
    private const uint ServerDomain = 17;
    private const uint ClientAuthenticate = 11;

    // MongoDB manual, "Error Codes": WriteConcernFailed.
    private const uint MajorityTimedOut = 64;

    /// <summary>The server's codes for a member that is no longer, or not yet, the primary, or is shutting down.</summary>
    private static readonly uint[] PrimaryMoved = [6, 7, 89, 91, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436];

    public MongoException(in NativeError error)
        : this(error.Domain, error.Code, error.Message)
    {
    }

    /// <summary>What a write left behind that a majority did not confirm.</summary>
    public static MongoException WithoutMajority() => new(WriteConcernDomain, MajorityTimedOut, "The document is stored, but not by a majority.");

    public uint Code { get; } = code;

    public bool IsDuplicateKey => Code is 11000 or 11001 or 12582;

    /// <summary>Somebody else wrote the same at the same moment; nothing was written.</summary>
    public bool IsWriteConflict => domain is ServerDomain && Code is 112;

    public bool IsAuthentication => (domain is ClientDomain && Code is ClientAuthenticate) || (domain is ServerDomain && Code is 18);

    /// <summary>No server could be found in time; nothing was sent.</summary>
    public bool IsServerAway => domain is SelectionDomain;

    /// <summary>It is not known whether the server did it.</summary>
    public bool IsUncertain => domain is StreamDomain or ProtocolDomain || (domain is ServerDomain && PrimaryMoved.Contains(Code));

    /// <summary>The primary did it, but the majority did not confirm it in time: should another member become primary, it is undone.</summary>
    public bool IsWithoutMajority => domain is WriteConcernDomain;

    /// <summary>An index of that name exists with other options or keys.</summary>
    public bool IsIndexConflict => domain is ServerDomain && Code is 85 or 86;

    public bool IsIndexNotFound => domain is ServerDomain && Code is 26 or 27;
}
