using Microsoft.AspNetCore.WebUtilities;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Tickets;

namespace SupportDesk.Web.Features.Tickets;

/// <summary>Which tickets the list shows, as the address says it; every link and form of the inbox carries it on.</summary>
/// <param name="View">Ignored while there are words to search for.</param>
/// <param name="After">Key that an older page of the list goes on from.</param>
/// <param name="Q">A code or phone number to search for.</param>
public sealed record ListQuery(TicketView View = TicketView.Open, string? After = null, string? Q = null)
{
    public string Words => Q?.Trim() ?? "";

    /// <summary>The path with this query; further parameters that are null are left out.</summary>
    public string On(string path, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var parameters = new List<KeyValuePair<string, string?>>
        {
            new("view", View is TicketView.Open ? null : ViewName(View)),
            new("after", After),
            new("q", Words.Length == 0 ? null : Words),
        };
        foreach (var (name, value) in more)
            parameters.Add(new(name, value));
        return QueryHelpers.AddQueryString(path, parameters.Where(parameter => parameter.Value is not null));
    }

    public string ToTicket(string code, params ReadOnlySpan<(string Name, string? Value)> more) => On($"/admin/tickets/{code}", more);

    public static string ViewName(TicketView view) => view.ToString().ToLowerInvariant();
}

/// <summary>The list of tickets beside a conversation.</summary>
/// <param name="Query">What it lists.</param>
/// <param name="Current">Code of the ticket that stands beside it.</param>
/// <param name="Tickets">At most a page.</param>
/// <param name="Next">Where older tickets go on; null on the last page.</param>
/// <param name="Counts">Per view, counted to <see cref="Storage.Page.CountLimit"/>.</param>
public sealed record ListPane(ListQuery Query, string? Current, IReadOnlyList<Ticket> Tickets, string? Next, IReadOnlyDictionary<TicketView, int> Counts);

/// <summary>Which part of a conversation is shown; all null: its newest texts.</summary>
/// <param name="From">Everything from the text with this key on (a page that was extended with earlier texts).</param>
/// <param name="Before">A page of texts before this key.</param>
/// <param name="Earlier">One page more than <paramref name="From"/> says.</param>
/// <param name="Text">The newest texts, and all back to the one with this id (a link to it); an older page that ends with it when that were too many.</param>
public sealed record ConversationQuery(string? From = null, string? Before = null, bool Earlier = false, string? Text = null);

/// <summary>A conversation: texts and what happened to the ticket, oldest first.</summary>
/// <param name="Ticket">As it is stored now.</param>
/// <param name="Messages">Without gaps.</param>
/// <param name="HasEarlier">More texts lie before the first.</param>
/// <param name="IsPast">An older page: newer texts lie behind the last.</param>
/// <param name="List">What the list beside it shows.</param>
public sealed record ConversationPane(Ticket Ticket, IReadOnlyList<Message> Messages, bool HasEarlier, bool IsPast, ListQuery List)
{
    /// <summary>What the customer has consented to; null when nothing ever happened to that.</summary>
    public Consent? Consent { get; init; }

    /// <summary>Why nothing can be sent; null when the customer has not opted out.</summary>
    public ConsentChange? OptOut => Consent is { IsOptedOut: true } ? Consent.Last : null;

    /// <summary>The time of the customer's newest text that the agent knows of when they close the ticket; an older page stands for all that had come.</summary>
    public DateTimeOffset? Shown => (IsPast ? null : Messages.LastOrDefault(message => message.IsInbound)?.At) ?? Ticket.LastInboundAt;

    public string? FirstKey => Messages.Count == 0 ? null : MessageIndexes.Timeline.KeyOf(Messages[0]);

    /// <summary>Earlier texts join this page; a longer page than that is left for one of its own.</summary>
    public bool Extends => !IsPast && Messages.Count + Reading.Page <= Reading.LongestConversation;

    public IEnumerable<TimelineEntry> Timeline =>
        Messages.Select(message => new TimelineEntry(message.At, message, null))
            .Concat(Ticket.History.Select(happened => new TimelineEntry(happened.At, null, happened)))
            .Concat((Consent?.Ledger ?? []).Where(change => change.TicketId == Ticket.Id).Select(change => new TimelineEntry(PlaceOf(change), null, null, change)))
            .Where(entry => entry.Message is not null || Belongs(entry.At))
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Change is not null)
            .ThenBy(entry => entry.Message is not null);

    /// <summary>A text that sounds as if the customer wanted no more; said before the last change it is dealt with.</summary>
    public bool SoundsLikeOptOut(Message message) =>
        message.IsInbound && OptOut is null && !(Consent?.Last?.At > message.At) && OptOutPhrases.AreIn(message.Text);

    /// <summary>Why a text got no automatic answer; of neighbours with the same reason the last one says it.</summary>
    public string? Unanswered(Message message) =>
        message.Unanswered is { } reason && Messages.SkipWhile(other => other.Id != message.Id).Skip(1).FirstOrDefault()?.Unanswered != reason ? reason : null;

    /// <summary>Where the text stands that was sent in place of this one: on this page, or not on this old one.</summary>
    public string? SentAgain(Message message) => message.ResentAs switch
    {
        null => null,
        var again when Messages.Any(text => text.Id == again) => $"#message-{again}",
        var again => $"{List.ToTicket(Ticket.Code, ("text", again))}#message-{again}",
    };

    /// <summary>What a text changed stands right behind it.</summary>
    private DateTimeOffset PlaceOf(ConsentChange change) =>
        change.Means is ConsentMeans.Keyword && Messages.FirstOrDefault(message => message.Id == change.MessageId) is { } text ? text.At : change.At;

    private bool Belongs(DateTimeOffset at) =>
        Messages.Count == 0 || ((!HasEarlier || at >= Messages[0].At) && (!IsPast || at <= Messages[^1].At));
}

/// <summary>A text, something that happened to the ticket, or a change of the customer's consent; the others are null.</summary>
public sealed record TimelineEntry(DateTimeOffset At, Message? Message, TicketEvent? Event, ConsentChange? Change = null);

/// <summary>Where an agent writes the answer.</summary>
/// <param name="Ticket">The ticket that is answered.</param>
/// <param name="Form">What the form shows.</param>
/// <param name="List">What the list beside it shows.</param>
/// <param name="Writing">Without scripts the page refreshes itself until the agent says that they write.</param>
/// <param name="Meanwhile">Somebody answered since the agent looked.</param>
public sealed record ComposerPane(Ticket Ticket, ReplyForm Form, ListQuery List, bool Writing = false, ReplyResult.AnsweredMeanwhile? Meanwhile = null)
{
    /// <summary>Why nothing can be sent; null when the customer has not opted out.</summary>
    public ConsentChange? OptOut { get; init; }

    /// <summary>Names of chosen pictures with which nothing is wrong, but which a browser does not choose again by itself.</summary>
    public IReadOnlyList<string> ChooseAgain { get; init; } = [];
}

/// <summary>The inbox: the list, and the conversation when one is open.</summary>
/// <param name="List">The list.</param>
/// <param name="Conversation">Null when none is open.</param>
/// <param name="Composer">Null when no conversation is open.</param>
/// <param name="Missing">A code that no ticket has.</param>
/// <param name="TextCameMeanwhile">The customer wrote since the agent looked, so that the ticket was not closed.</param>
public sealed record InboxPage(ListPane List, ConversationPane? Conversation = null, ComposerPane? Composer = null, string? Missing = null, bool TextCameMeanwhile = false)
{
    /// <summary>A page without scripts refreshes itself, but never while somebody writes on it.</summary>
    public bool RefreshesItself => Composer is not { Writing: true };
}
