using System.Globalization;
using SupportDesk.Messages;
using SupportDesk.Tickets;
using SupportDesk.Web.Features.Shared;

namespace SupportDesk.Web.Features.Tickets;

/// <summary>An answer as the browser sends it.</summary>
public sealed class ReplyForm
{
    public const int LongestText = 5000;

    private IReadOnlyList<OutgoingFile>? files;

    /// <summary>Made when the form was drawn, so that sending it twice is one answer.</summary>
    public string? Id { get; set; }

    /// <summary>The newest answer that stood on the page when the agent began to write.</summary>
    public string? SeenReplyId { get; set; }

    public string? Text { get; set; }

    /// <summary>Pictures that are to go with it.</summary>
    public IReadOnlyList<IFormFile> Pictures { get; set; } = [];

    internal IReadOnlyList<OutgoingFile> Files => files ??= Pictures.Read();

    /// <summary>An empty form for the next answer.</summary>
    public static ReplyForm For(Ticket ticket) => new() { Id = NewId(), SeenReplyId = ticket.LastReply?.MessageId };

    /// <summary>Why its text cannot be sent, in words; null when it can.</summary>
    public string? Problem()
    {
        var text = Written();
        if (!text.Any(IsVisible) && Pictures.Count == 0)
            return "Write something before you send.";
        return text.Length > LongestText
            ? string.Create(CultureInfo.InvariantCulture, $"This answer has {text.Length:N0} characters; at most {LongestText:N0} can be sent. Shorten it or send it in parts.")
            : null;
    }

    public ReplyDraft Draft() => new(
        Guid.TryParseExact(Id, "N", out var id) ? id.ToString("N") : NewId(),
        Written(),
        string.IsNullOrEmpty(SeenReplyId) ? null : SeenReplyId)
    {
        Files = Files,
    };

    /// <summary>Browsers send line ends as CR LF; a text has LF, which is one character less to pay for.</summary>
    private string Written() => (Text ?? "").ReplaceLineEndings("\n").Trim();

    private static bool IsVisible(char letter) =>
        !char.IsWhiteSpace(letter) && char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format);

    private static string NewId() => Guid.NewGuid().ToString("N");
}
