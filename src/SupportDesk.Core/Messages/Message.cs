using System.Text.Json.Serialization;
using SupportDesk.Consents;
using SupportDesk.Exchanges;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

public enum Direction
{
    Inbound,
    Outbound,
}

/// <summary>Why a text exists.</summary>
public enum MessageKind
{
    /// <summary>A customer wrote it.</summary>
    Text,

    /// <summary>The one automatic answer to a new ticket, or to a keyword such as STOP.</summary>
    Confirmation,

    /// <summary>An agent wrote it.</summary>
    Reply,

    /// <summary>An administrator tries a support number; it is on no ticket.</summary>
    Test,
}

/// <summary>How far a text has come. Later values are further; a text never goes back to an earlier one, but for the try again of a busy provider.</summary>
public enum MessageState
{
    /// <summary>Inbound, stored.</summary>
    Received,

    /// <summary>Waits to be sent.</summary>
    Queued,

    /// <summary>Claimed: the request may be on the wire.</summary>
    Sending,

    /// <summary>The connection broke before the answer: the provider may or may not have taken it.</summary>
    Unconfirmed,

    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>Refused by the provider, or reported undeliverable.</summary>
    Failed,

    /// <summary>The provider reported that it reached the phone.</summary>
    Delivered,
}

/// <summary>One step of a text: which state, when, and why in words.</summary>
public sealed record StateChange(MessageState State, DateTimeOffset At, string? Reason = null);

/// <summary>A gateway that certainly did not take a text, and why.</summary>
public sealed record NotTaken(string Gateway, string Reason);

/// <summary>What a provider reported on one SMS of a long text.</summary>
public sealed record PartReport(string? ProviderId, MessageState State, string? Reason);

/// <summary>One text, inbound or outbound. It is its own queue entry and its own delivery record.</summary>
public sealed partial record Message : Document, IStored<Message>
{
    public required Direction Direction { get; init; }

    public required MessageKind Kind { get; init; }

    /// <summary>The desk's side, canonical.</summary>
    public required string SupportNumber { get; init; }

    /// <summary>The customer's side, canonical: E.164, or a short code or name as it came.</summary>
    public required string CustomerNumber { get; init; }

    public required string Text { get; init; }

    /// <summary>When it came in or was queued; strictly increasing on one node, and so the order of the conversation.</summary>
    public required DateTimeOffset At { get; init; }

    public required MessageState State { get; init; }

    /// <summary>Name of the gateway that it came by or leaves by; while it waits, the one that is asked next.</summary>
    public required string Gateway { get; init; }

    /// <summary>The gateways that it was meant to leave by and went on from, the first of them first, each with its last trouble.</summary>
    public IReadOnlyList<NotTaken> NotTakenBy { get; init => field = value ?? []; } = [];

    /// <summary>The gateway that it had gone on from and that reported all the same, while the next one was asked, that it had sent it.</summary>
    public string? SentAfterAllBy { get; init; }

    /// <summary>How often it went over to the other gateway at once; those tries make it wait no longer.</summary>
    public int Moves { get; init; }

    /// <summary>The node that took or queued it, and so has it in its hands; null when the desk has one process only.</summary>
    public string? Node { get; init; }

    /// <summary>The ticket that it is on. Null while an inbound text waits to be filed.</summary>
    public string? TicketId { get; init; }

    /// <summary>The provider's id of the text.</summary>
    public string? ProviderId { get; init; }

    /// <summary>When the customer sent it, by the provider's word.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The agent who wrote it.</summary>
    public string? AgentId { get; init; }

    public string? AgentName { get; init; }

    /// <summary>The rule that wrote it, by the name that it had then.</summary>
    public string? RuleName { get; init; }

    /// <summary>Why the desk gave this text of a customer no automatic answer that it would have got otherwise, in words for the agent.</summary>
    public string? Unanswered { get; init; }

    /// <summary>When the outbox must look at it again: to send it, or, while Sending, when the claim's lease ends. Null: nothing more to do.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public int Attempts { get; init; }

    /// <summary>Why it failed or waits, in words for the agent.</summary>
    public string? Failure { get; init; }

    /// <summary>The message that an agent sent in place of this one.</summary>
    public string? ResentAs { get; init; }

    /// <summary>How many SMS the provider made of it, where it said so.</summary>
    public int? PartCount { get; init; }

    /// <summary>The last word on each SMS of a long text, where the provider reports on each by itself.</summary>
    public IReadOnlyList<PartReport>? PartReports { get; init; }

    /// <summary>The keyword that its provider took it for, and has answered by itself; null where it said nothing of that.</summary>
    public Keyword? CarrierKeyword { get; init; }

    /// <summary>Pictures and the like that came with it, or go out with it.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init => field = value ?? []; } = [];

    /// <summary>When its attachments are to be fetched, or the claim of who fetches them ends. Null: nothing is to be fetched.</summary>
    public DateTimeOffset? MediaDueAt { get; init; }

    public IReadOnlyList<StateChange> Changes { get; init => field = value ?? []; } = [];

    /// <summary>What was exchanged with the provider about it: the first few calls and the newest, at most <see cref="MostExchanges"/>.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; init => field = value ?? []; } = [];

    /// <summary>How many calls between the first few and the newest are not kept.</summary>
    public int ExchangesLeftOut { get; init; }

    /// <summary>Who said that nothing more is to be done about its failure, and when; null while nobody did.</summary>
    public string? DismissedBy { get; init; }

    public DateTimeOffset? DismissedAt { get; init; }

    /// <summary>The customer's text that this one answers by a rule or to a keyword; null when it is no such answer.</summary>
    [JsonIgnore]
    public string? Answers => !IsInbound && (Id.StartsWith("auto-", StringComparison.Ordinal) || Id.StartsWith("word-", StringComparison.Ordinal)) ? Id[5..].Split('.', '~')[0] : null;

    [JsonIgnore]
    public bool IsInbound => Direction is Direction.Inbound;

    /// <summary>The gateway that it should have left by, when it left by another; null when it went the usual way.</summary>
    [JsonIgnore]
    public NotTaken? Detour => NotTakenBy is [var first, ..] && first.Gateway != Gateway ? first : null;

    [JsonIgnore]
    public bool CanBeSentAgain => !IsInbound && ResentAs is null && State is MessageState.Failed or MessageState.Unconfirmed;

    /// <summary>It failed or is not confirmed, and nobody has done anything about it.</summary>
    [JsonIgnore]
    public bool NeedsAHand => CanBeSentAgain && DismissedAt is null;

    /// <summary>When it came to be what it is.</summary>
    [JsonIgnore]
    public DateTimeOffset ChangedAt => Changes.Count == 0 ? At : Changes[^1].At;

    /// <summary>The id of the one answer by a rule to a customer's text; further parts of it have a dot and a number behind.</summary>
    public static string AnswerId(string messageId) => $"auto-{messageId}";

    public static DocumentType<Message> Stored { get; } = new("messages", DeskJson.Shape.Message, MessageIndexes.All);
}

/// <summary>The declared indexes over messages.</summary>
public static class MessageIndexes
{
    /// <summary>ticket | time | id: a conversation in order.</summary>
    public static readonly DocumentIndex<Message> Timeline = new("timeline", message =>
        message.TicketId is { } ticket ? IndexKey.Of(ticket, IndexKey.Time(message.At), message.Id) : null);

    /// <summary>time | id of inbound texts that are on no ticket yet.</summary>
    public static readonly DocumentIndex<Message> Unfiled = new("unfiled", message =>
        message is { IsInbound: true, TicketId: null } ? IndexKey.Of(IndexKey.Time(message.At), message.Id) : null);

    /// <summary>support number | due time | id of outbound texts that the outbox must look at.</summary>
    public static readonly DocumentIndex<Message> Due = new("due", message =>
        message.DueAt is { } due ? IndexKey.Of(message.SupportNumber, IndexKey.Time(due), message.Id) : null);

    /// <summary>customer | support number | time | id of outbound texts not yet done, so that a conversation's texts leave in order.</summary>
    public static readonly DocumentIndex<Message> Unsent = new("unsent", message =>
        message.DueAt is null ? null : IndexKey.Of(message.CustomerNumber, message.SupportNumber, IndexKey.Time(message.At), message.Id));

    /// <summary>gateway | provider id | id of outbound texts, for reports that carry no reference.</summary>
    public static readonly DocumentIndex<Message> ByProviderId = new("provider_id", message =>
        message is { IsInbound: false, ProviderId: { } id } ? IndexKey.Of(message.Gateway, id, message.Id) : null);

    /// <summary>time | id of texts whose attachments are to be fetched.</summary>
    public static readonly DocumentIndex<Message> MediaDue = new("media_due", message =>
        message.MediaDueAt is { } due ? IndexKey.Of(IndexKey.Time(due), message.Id) : null);

    /// <summary>"failed" | when | id of outbound texts that failed or are not confirmed, until somebody does something about them.</summary>
    public static readonly DocumentIndex<Message> Failed = new("failed", message =>
        message.NeedsAHand ? IndexKey.Of("failed", IndexKey.Time(message.ChangedAt), message.Id) : null);

    /// <summary>customer | support number | time | id of what the desk sent by itself, so that it never sends much; of an answer in parts only the first.</summary>
    public static readonly DocumentIndex<Message> Automatic = new("automatic", message =>
        message is { IsInbound: false, AgentId: null } && !message.Id.Contains('.') ? IndexKey.Of(message.CustomerNumber, message.SupportNumber, IndexKey.Time(message.At), message.Id) : null);

    public static DocumentIndex<Message>[] All => [Timeline, Unfiled, Due, Unsent, ByProviderId, MediaDue, Failed, Automatic];
}
