using System.Text.Json.Serialization;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

/// <summary>How far the desk has come with a picture or the like.</summary>
public enum AttachmentState
{
    /// <summary>It is still only at the provider.</summary>
    Waiting,

    /// <summary>The desk has its bytes.</summary>
    Stored,

    /// <summary>It could not be fetched.</summary>
    Failed,
}

/// <summary>A picture or the like that came with a text, which never waits for it; or one that goes out with an answer, which is stored before the answer is.</summary>
/// <param name="Address">Where the provider has it, as the webhook said; empty when it goes out.</param>
public sealed record Attachment(string Address)
{
    public AttachmentState State { get; init; }

    /// <summary>A picture's own (image/jpeg); else what the provider says that it is.</summary>
    public string? ContentType { get; init; }

    /// <summary>In bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Why it was not fetched, in words for the agent.</summary>
    public string? Failure { get; init; }

    public int Attempts { get; init; }

    /// <summary>Id of the <see cref="MediaFile"/> with its bytes when it goes out; an answer that is sent again goes with the same. Null when it came in.</summary>
    public string? File { get; init; }

    /// <summary>SHA-256 of what goes out, in hex: tells whether two answers are the same.</summary>
    public string? Digest { get; init; }

    public static Attachment Outgoing(string id, OutgoingFile file) =>
        new("") { State = AttachmentState.Stored, ContentType = file.Type, Size = file.Size, File = id, Digest = file.Digest };

    [JsonIgnore]
    public bool IsWaiting => State is AttachmentState.Waiting;
}

/// <summary>The bytes of an attachment. The id of one that came in is the message's and its place in it; one that goes out says its id itself.</summary>
public sealed record MediaFile : Document, IStored<MediaFile>
{
    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }

    public static DocumentType<MediaFile> Stored { get; } = new("media", DeskJson.Shape.MediaFile);

    public static MediaFile Of(string messageId, int place, MediaResult.Fetched fetched) =>
        new() { Id = IdOf(messageId, place), ContentType = fetched.ContentType, Bytes = fetched.Bytes };

    /// <param name="messageId">The message that it came with.</param>
    /// <param name="place">From 0.</param>
    public static string IdOf(string messageId, int place) => FormattableString.Invariant($"{messageId}.{place}");
}
