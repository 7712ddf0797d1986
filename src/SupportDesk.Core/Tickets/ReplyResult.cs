using SupportDesk.Messages;

namespace SupportDesk.Tickets;

/// <summary>An answer as the agent's form sends it.</summary>
/// <param name="Id">Made when the form was drawn, so that sending it twice is one answer; 32 hex digits.</param>
/// <param name="Text">At least one visible character, unless there are files.</param>
/// <param name="SeenReplyId">The newest answer that stood on the page when the agent wrote; null when there was none.</param>
public sealed record ReplyDraft(string Id, string Text, string? SeenReplyId)
{
    /// <summary>Pictures that go with it; each is one that can be sent.</summary>
    public IReadOnlyList<OutgoingFile> Files { get; init; } = [];
}

/// <summary>What became of closing a ticket.</summary>
public abstract record CloseResult
{
    private CloseResult()
    {
    }

    /// <summary>It is closed, now or since before.</summary>
    public sealed record Closed(Ticket Ticket) : CloseResult;

    /// <summary>The customer wrote since the agent looked; it stays open.</summary>
    public sealed record TextCameMeanwhile(Ticket Ticket) : CloseResult;

    public sealed record NoSuchTicket : CloseResult;
}

/// <summary>What became of an answer.</summary>
public abstract record ReplyResult
{
    private ReplyResult()
    {
    }

    /// <summary>Stored, and will be sent: one message, or several when the text is longer than the provider takes at once.</summary>
    public sealed record Queued(IReadOnlyList<Message> Messages) : ReplyResult;

    /// <summary>Somebody answered since the agent looked; nothing was stored.</summary>
    public sealed record AnsweredMeanwhile(LastReply By, Message? Message) : ReplyResult;

    /// <summary>The customer's side is a short code or a name; nothing was stored.</summary>
    public sealed record CannotBeAnswered : ReplyResult;

    /// <summary>The ticket's number cannot send pictures, or not these; nothing was stored.</summary>
    /// <param name="Problems">Why, in sentences.</param>
    /// <param name="AreTooLarge">Because there is too much of them, among other reasons.</param>
    public sealed record PicturesRefused(IReadOnlyList<string> Problems, bool AreTooLarge) : ReplyResult;

    public sealed record NoSuchTicket : ReplyResult;
}
