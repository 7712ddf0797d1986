using SupportDesk.Storage;

namespace SupportDesk.Messages;

/// <summary>
/// Says which files were stored for an answer that is perhaps never given: somebody else was faster, or the process died in between. It is there before the files are,
/// and goes when the answer is kept; the files of one that stays are removed.
/// </summary>
public sealed record Upload : Document, IStored<Upload>
{
    /// <summary>The ticket that is answered.</summary>
    public required string TicketId { get; init; }

    /// <summary>The message that they are to go out with.</summary>
    public required string MessageId { get; init; }

    /// <summary>Ids of the files. They are this upload's alone: the same form sent again stores its own.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>time | id.</summary>
    public static readonly DocumentIndex<Upload> ByAge = new("by_age", upload => IndexKey.Of(IndexKey.Time(upload.At), upload.Id));

    public static DocumentType<Upload> Stored { get; } = new("uploads", DeskJson.Shape.Upload, ByAge);
}
