using System.Text.Json.Serialization;
using SupportDesk.Messages;
using SupportDesk.Storage;

namespace SupportDesk.Tickets;

public enum TicketStatus
{
    Open,
    Closed,
}

public enum TicketAction
{
    Opened,
    Closed,
    Reopened,
}

/// <summary>What happened to a ticket, by whom: an agent's name, or null for the customer's own text.</summary>
public sealed record TicketEvent(TicketAction Action, string? By, DateTimeOffset At);

/// <summary>The newest text of a ticket, as much of it as a list shows.</summary>
public sealed record Preview(string Text, Direction Direction, DateTimeOffset At)
{
    /// <summary>How many pictures and the like it has.</summary>
    public int Attachments { get; init; }
}

/// <summary>The newest agent's answer on a ticket: which message, by whom and when. It lets the desk tell an agent that somebody else answered meanwhile.</summary>
public sealed record LastReply(string MessageId, string AgentId, string AgentName, DateTimeOffset At);

/// <summary>A text that a ticket has received. <paramref name="Place"/> is its time in the conversation where that is not its own.</summary>
public sealed record ReceivedText(string Id, DateTimeOffset? Place);

/// <summary>One conversation with one customer on one support number, from the first text until it is closed.</summary>
public sealed partial record Ticket : Document, IStored<Ticket>
{
    /// <summary>The short code that customers and agents see; it is the ticket's id.</summary>
    [JsonIgnore]
    public string Code => Id;

    /// <summary>The number that the customer texted, canonical.</summary>
    public required string SupportNumber { get; init; }

    /// <summary>The customer's number, canonical: E.164, or a short code or name as it came.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>The gateway that brought the text which opened it; null on tickets of earlier versions.</summary>
    public string? Gateway { get; init; }

    public TicketStatus Status { get; init; } = TicketStatus.Open;

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The text that opened it.</summary>
    public required string OpenedBy { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>True when it was reopened by its code while another ticket of the conversation was open.</summary>
    public bool BesideAnother { get; init; }

    /// <summary>The newest text or action; what lists are ordered by.</summary>
    public required DateTimeOffset LastActivityAt { get; init; }

    public Preview? Newest { get; init; }

    /// <summary>The newest text of the customer; null only before the first.</summary>
    public DateTimeOffset? LastInboundAt { get; init; }

    /// <summary>The texts that it received last, some of which may not say so themselves yet: one that is filed again after a crash is known by it.</summary>
    public IReadOnlyList<ReceivedText> Received { get; init => field = value ?? []; } = [];

    /// <summary>Up to where an agent has read the customer's texts.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>The oldest text of the customer that no agent has answered.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    public LastReply? LastReply { get; init; }

    /// <summary>Answers that are not in the outbox yet; there are some only for a moment, or after a crash.</summary>
    public IReadOnlyList<Message> Unqueued { get; init => field = value ?? []; } = [];

    public IReadOnlyList<TicketEvent> History { get; init => field = value ?? []; } = [];

    /// <summary>The id of the one message that confirms it.</summary>
    [JsonIgnore]
    public string ConfirmationId => $"confirm-{Id}";

    [JsonIgnore]
    public bool IsOpen => Status is TicketStatus.Open;

    [JsonIgnore]
    public bool IsUnread => LastInboundAt is { } inbound && (SeenAt is not { } seen || seen < inbound);

    public static DocumentType<Ticket> Stored { get; } = new("tickets", DeskJson.Shape.Ticket, TicketIndexes.All);
}

/// <summary>The declared indexes over tickets.</summary>
public static class TicketIndexes
{
    private const string Main = "main";

    /// <summary>customer | support number | "main", unique: exactly one open ticket per conversation (and one more for each code that the customer quotes).</summary>
    public static readonly DocumentIndex<Ticket> OpenConversation = new("open_conversation", ticket =>
        ticket.IsOpen ? IndexKey.Of(ticket.CustomerNumber, ticket.SupportNumber, ticket.BesideAnother ? ticket.Id : Main) : null, unique: true);

    /// <summary>customer | support number | opened | id: all tickets of a conversation.</summary>
    public static readonly DocumentIndex<Ticket> ByConversation = new("conversation", ticket =>
        IndexKey.Of(ticket.CustomerNumber, ticket.SupportNumber, IndexKey.Time(ticket.OpenedAt), ticket.Id));

    /// <summary>customer | opened | id: all tickets of a customer.</summary>
    public static readonly DocumentIndex<Ticket> ByCustomer = new("by_customer", ticket =>
        IndexKey.Of(ticket.CustomerNumber, IndexKey.Time(ticket.OpenedAt), ticket.Id));

    /// <summary>status | activity | id.</summary>
    public static readonly DocumentIndex<Ticket> ByStatus = new("by_status", ticket =>
        IndexKey.Of(ticket.Status.ToString(), IndexKey.Time(ticket.LastActivityAt), ticket.Id));

    /// <summary>"all" | activity | id.</summary>
    public static readonly DocumentIndex<Ticket> ByActivity = new("by_activity", ticket =>
        IndexKey.Of("all", IndexKey.Time(ticket.LastActivityAt), ticket.Id));

    /// <summary>"unread" | activity | id of tickets with texts that nobody has read.</summary>
    public static readonly DocumentIndex<Ticket> Unread = new("unread", ticket =>
        ticket.IsUnread ? IndexKey.Of("unread", IndexKey.Time(ticket.LastActivityAt), ticket.Id) : null);

    /// <summary>time | id of tickets that hold answers which are not in the outbox yet.</summary>
    public static readonly DocumentIndex<Ticket> Unqueued = new("unqueued", ticket =>
        ticket.Unqueued is [var first, ..] ? IndexKey.Of(IndexKey.Time(first.At), ticket.Id) : null);

    /// <summary>support number | id of open tickets.</summary>
    public static readonly DocumentIndex<Ticket> OpenOnNumber = new("open_on_number", ticket =>
        ticket.IsOpen ? IndexKey.Of(ticket.SupportNumber, ticket.Id) : null);

    public static DocumentIndex<Ticket>[] All => [OpenConversation, ByConversation, ByCustomer, ByStatus, ByActivity, Unread, Unqueued, OpenOnNumber];
}
