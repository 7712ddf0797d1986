using SupportDesk.Messages;

namespace SupportDesk.Tickets;

/// <summary>What can happen to a ticket. Every verb returns the next state and is harmless when said twice.</summary>
public sealed partial record Ticket
{
    private const int PreviewLength = 160;

    /// <summary>A new ticket that has received the text that opens it.</summary>
    public static Ticket Open(string code, Message first) => (Of(code, first) with { History = [new(TicketAction.Opened, null, first.At)] }).Receive(first);

    /// <summary>A new ticket of a text that asks for no agent. It is closed without ever having been open, so a later text opens another.</summary>
    public static Ticket OpenQuietly(string code, Message first) => (Of(code, first) with { Status = TicketStatus.Closed }).ReceiveQuietly(first);

    /// <summary>
    /// The customer wrote. A text that is new to the ticket opens it again; one that is filed a second time after a crash does not. Its place is behind
    /// everything that the ticket has seen, whatever the clock said that stamped it: what was there when an agent read or answered did not include it.
    /// </summary>
    public Ticket Receive(Message text)
    {
        if (!IsNew(text))
            return this;
        var at = NextPlace(text);
        var reopened = IsOpen ? this : ReopenAs(null, at);
        return (reopened with { WaitingSince = Earlier(WaitingSince, at) }).Take(text, at);
    }

    /// <summary>The customer wrote a word that the desk deals with: a closed ticket stays closed, nobody waits for an answer, and what an agent had read stays read.</summary>
    public Ticket ReceiveQuietly(Message text)
    {
        if (!IsNew(text))
            return this;
        var at = NextPlace(text);
        return (this with { SeenAt = IsUnread ? SeenAt : at }).Take(text, at);
    }

    /// <summary>Forgets the texts that no longer wait to be filed: they say themselves which ticket they are on.</summary>
    public Ticket Forget(IReadOnlyCollection<Message> waiting) =>
        Received.All(IsAmong(waiting)) ? this : this with { Received = [.. Received.Where(IsAmong(waiting))] };

    /// <summary>False when the ticket has received it before.</summary>
    public bool IsNew(Message text) => Received.All(known => known.Id != text.Id);

    /// <summary>The place of a text in the conversation, once it was received.</summary>
    public DateTimeOffset PlaceOf(Message text) => Received.FirstOrDefault(known => known.Id == text.Id)?.Place ?? text.At;

    /// <summary>An agent answered, by one text or several; nobody waits any more. The ticket holds the texts until they are queued.</summary>
    public Ticket Answer(params IReadOnlyList<Message> texts) => texts[^1] is var reply && reply.Id == LastReply?.MessageId
        ? this
        : (this with
        {
            LastReply = new(reply.Id, reply.AgentId!, reply.AgentName!, reply.At),
            Unqueued = [.. Unqueued, .. texts],
            WaitingSince = null,
            SeenAt = Later(SeenAt, reply.At),
        }).Touch(reply);

    /// <summary>The outbox has these texts.</summary>
    public Ticket HandOver(IReadOnlyList<Message> texts) =>
        Unqueued.ExceptBy(texts.Select(text => text.Id), text => text.Id).ToList() is var held && held.Count < Unqueued.Count ? this with { Unqueued = held } : this;

    /// <summary>An agent has read everything up to a time.</summary>
    public Ticket See(DateTimeOffset upTo) => IsUnread && (SeenAt is null || SeenAt < upTo) ? this with { SeenAt = upTo } : this;

    /// <summary>The customer wrote after the newest text that the agent's page showed; null: it showed none.</summary>
    public bool HasTextAfter(DateTimeOffset? shown) => LastInboundAt is { } newest && (shown is null || newest > shown);

    /// <summary>The agent is done with it; nobody waits any more.</summary>
    public Ticket Close(string by, DateTimeOffset at) => !IsOpen ? this : this with
    {
        Status = TicketStatus.Closed,
        ClosedAt = at,
        BesideAnother = false,
        WaitingSince = null,
        SeenAt = Later(SeenAt, LastInboundAt ?? at),
        LastActivityAt = at,
        History = [.. History, new(TicketAction.Closed, by, at)],
    };

    public Ticket Reopen(string? by, DateTimeOffset at) => IsOpen ? this : ReopenAs(by, at);

    /// <summary>Opens it while another ticket of the conversation is open: by its code, or by an agent's hand.</summary>
    public Ticket ReopenBesideAnother(string? by, DateTimeOffset at) => IsOpen ? this : ReopenAs(by, at) with { BesideAnother = true };

    /// <summary>The newest answer, if it is neither the one that the draft's writer saw nor the draft itself.</summary>
    public LastReply? AnsweredSince(ReplyDraft draft) =>
        LastReply is { } last && last.MessageId != draft.SeenReplyId && !last.MessageId.Contains(draft.Id, StringComparison.Ordinal) ? last : null;

    private static Ticket Of(string code, Message first) => new()
    {
        Id = code,
        SupportNumber = first.SupportNumber,
        CustomerNumber = first.CustomerNumber,
        Gateway = first.Gateway,
        OpenedAt = first.At,
        OpenedBy = first.Id,
        LastActivityAt = first.At,
    };

    private Ticket ReopenAs(string? by, DateTimeOffset at) => this with
    {
        Status = TicketStatus.Open,
        ClosedAt = null,
        LastActivityAt = Later(LastActivityAt, at),
        History = [.. History, new(TicketAction.Reopened, by, at)],
    };

    private DateTimeOffset NextPlace(Message text) => LastInboundAt is null || text.At > LastActivityAt ? text.At : LastActivityAt.AddTicks(1);

    private Ticket Take(Message text, DateTimeOffset at) => (this with
    {
        LastInboundAt = at,
        Received = [.. Received, new(text.Id, at == text.At ? null : at)],
    }).Touch(text with { At = at });

    private static Func<ReceivedText, bool> IsAmong(IReadOnlyCollection<Message> waiting) => known => waiting.Any(text => text.Id == known.Id);

    private Ticket Touch(Message text) => Newest is { } newest && newest.At >= text.At ? this : this with
    {
        Newest = new(text.Text.Length > PreviewLength ? Shorten(text.Text) : text.Text, text.Direction, text.At) { Attachments = text.Attachments.Count },
        LastActivityAt = Later(LastActivityAt, text.At),
    };

    private static string Shorten(string text) =>
        char.IsHighSurrogate(text[PreviewLength - 1]) ? text[..(PreviewLength - 1)] : text[..PreviewLength];

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset other) => known > other ? known.Value : other;

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset other) => known < other ? known.Value : other;
}
