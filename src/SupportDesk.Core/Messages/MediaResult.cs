namespace SupportDesk.Messages;

/// <summary>What fetching a picture or the like came to.</summary>
public abstract record MediaResult
{
    private MediaResult()
    {
    }

    /// <summary>Here it is.</summary>
    public sealed record Fetched(string ContentType, byte[] Bytes) : MediaResult;

    /// <summary>Not now: no connection, or the provider is busy.</summary>
    public sealed record TryLater(string Reason) : MediaResult;

    /// <summary>It is not there, too large, or not to be fetched.</summary>
    public sealed record Refused(string Reason) : MediaResult;
}
