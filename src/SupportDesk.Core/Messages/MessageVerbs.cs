using System.Globalization;
using System.Text.Json.Serialization;
using SupportDesk.Exchanges;

namespace SupportDesk.Messages;

/// <summary>What can happen to a text. Every verb returns the next state; none takes a text back that a report has moved forward.</summary>
public sealed partial record Message
{
    /// <summary>How many calls are kept.</summary>
    public const int MostExchanges = 12;

    /// <summary>Of these, how many of the first.</summary>
    public const int FirstExchanges = 3;

    /// <summary>An inbound text finds its ticket and its place in the conversation there.</summary>
    public Message FileOn(string ticketId, DateTimeOffset at, string? unanswered = null) =>
        TicketId is null ? this with { TicketId = ticketId, At = at, Unanswered = unanswered } : this;

    /// <summary>The outbox takes it to send. Until the lease ends nobody else does.</summary>
    public Message Claim(DateTimeOffset now, TimeSpan lease) =>
        Step(MessageState.Sending, now, NotTakenBy.Count == 0 ? null : $"By {Gateway}.") with { Attempts = Attempts + 1, DueAt = now + lease };

    /// <summary>Undoes a claim of which nobody knew whether it was stored, and by which no gateway was asked. Nothing changes when it was not, or is somebody else's.</summary>
    /// <param name="claim">As it was to be stored.</param>
    /// <param name="before">The text without it.</param>
    public Message Unclaim(Message claim, Message before) =>
        State is MessageState.Sending && Version == claim.Version + 1 && DueAt == claim.DueAt ? before with { Version = Version } : this;

    /// <summary>It is to leave by this gateway, because its own certainly did not take it.</summary>
    public Message LeaveBy(string gateway, string why)
    {
        if (gateway == Gateway)
            return this;
        var notTaken = new NotTaken(Gateway, why);
        var known = NotTakenBy.Any(other => other.Gateway == Gateway);
        return this with
        {
            Gateway = gateway,
            NotTakenBy = known ? [.. NotTakenBy.Select(other => other.Gateway == Gateway ? notTaken : other)] : [.. NotTakenBy, notTaken],
        };
    }

    /// <summary>No gateway is asked for it now; nothing changes when somebody claimed it before. Waiting so is no try, and no step of its own. Any node may send it then: it may be this one's line that is broken.</summary>
    public Message Postpone(DateTimeOffset until, string reason) => State is MessageState.Queued && DueAt < until ? this with { DueAt = until, Failure = reason, Node = null } : this;

    /// <summary>It must not be sent; nothing changes when somebody claimed it before.</summary>
    public Message HoldBack(string reason, DateTimeOffset now) => State is MessageState.Queued ? Settle(MessageState.Failed, now, reason) : this;

    /// <summary>Whoever claimed it died or was cut off before it could say what the provider answered. Nothing changes when it was said after all, or the text is claimed anew.</summary>
    public Message LoseTrack(DateTimeOffset now) =>
        State is MessageState.Sending && DueAt <= now ? Settle(MessageState.Unconfirmed, now, "Sending was interrupted. The provider may or may not have taken it.") : this;

    /// <summary>A clock that was ahead made it wait for a time that no wait of the desk reaches.</summary>
    /// <param name="latest">The time that waits reach.</param>
    /// <param name="at">When it is due instead.</param>
    public Message ComeBack(DateTimeOffset latest, DateTimeOffset at) => DueAt > latest ? this with { DueAt = at } : this;

    /// <summary>The provider's answer to a send.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="wait">How long to wait before a next try; null: no more tries.</param>
    /// <param name="now">When the answer came.</param>
    /// <param name="next">The gateway of the next try; null: the same.</param>
    public Message After(SendResult result, TimeSpan? wait, DateTimeOffset now, string? next = null)
    {
        var asked = Keep([.. result.Exchanges.Select(call => call with { Gateway = Gateway })]);
        var known = result is SendResult.Accepted accepted ? asked with { ProviderId = accepted.ProviderId ?? ProviderId, PartCount = accepted.Parts } : asked;
        if (!Waits)
            return (known with { DueAt = null }).LeaveBackBy(result).Confirm(result, now);
        return result switch
        {
            SendResult.Accepted => known.Settle(MessageState.Sent, now, null),
            SendResult.TryLater later when wait is { } delay => (known.Step(MessageState.Queued, now, later.Reason) with
            {
                Failure = Redaction.Words(later.Reason),
                DueAt = now + delay,
                Moves = delay == TimeSpan.Zero ? Moves + 1 : Moves,
            }).LeaveBy(next ?? Gateway, Redaction.Words(later.Reason)!),
            SendResult.TryLater later => known.Settle(MessageState.Failed, now, $"Given up after {Attempts} tries. {later.Reason}"),
            SendResult.Uncertain uncertain => known.Settle(MessageState.Unconfirmed, now, uncertain.Reason),
            SendResult.Refused refused => known.Settle(MessageState.Failed, now, refused.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };
    }

    /// <summary>
    /// A delivery report, whenever it comes: early, twice, late. It never takes the text back, and "delivered" is the last word.
    /// The call that brought it is kept even when it changed nothing, but then only while there is room.
    /// </summary>
    /// <param name="report">What happened.</param>
    /// <param name="now">When it came.</param>
    /// <param name="by">The gateway that reports; null: the one that the text left by.</param>
    public Message Report(DeliveryReport report, DateTimeOffset now, string? by = null)
    {
        var noted = by is null || by == Gateway ? Note(report, now) : NoteOf(by, report, now);
        var mayKeep = !ReferenceEquals(noted, this) || Exchanges.Count < MostExchanges;
        return report.Call is { } call && mayKeep ? noted.Keep([call with { Gateway = by ?? Gateway }]) : noted;
    }

    /// <summary>True when this gateway was asked to send it, or is to be.</summary>
    public bool LeavesBy(string gateway) => Gateway == gateway || NotTakenBy.Any(other => other.Gateway == gateway);

    /// <summary>What was exchanged about it besides: when there is no more room, what lies between the first few and the newest goes.</summary>
    public Message Keep(IReadOnlyList<Exchange> more)
    {
        if (more.Count == 0)
            return this;
        List<Exchange> all = [.. Exchanges, .. more];
        var over = Math.Max(0, all.Count - MostExchanges);
        all.RemoveRange(Math.Min(FirstExchanges, all.Count), over);
        return this with { Exchanges = all, ExchangesLeftOut = ExchangesLeftOut + over };
    }

    private Message Note(DeliveryReport report, DateTimeOffset now)
    {
        var known = ProviderId is null && report.ProviderId is { } id ? this with { ProviderId = id } : this;
        if (report.IsOfOnePart && SmsCount > 1)
            return known.ReportPart(new(report.ProviderId, report.State, report.Reason), now);
        return report.State > State ? known.Settle(report.State, now, report.Reason) : known;
    }

    /// <summary>
    /// A gateway that did not take it, by its own word, reports on it all the same. What it sent counts, before another one sends it too; that it failed there says nothing.
    /// </summary>
    private Message NoteOf(string gateway, DeliveryReport report, DateTimeOffset now)
    {
        if (report.State is MessageState.Failed || report.State <= State)
            return this;
        return State is MessageState.Sending or MessageState.Sent
            ? Note(report with { ProviderId = null }, now) with { SentAfterAllBy = gateway }
            : (this with { ProviderId = null }).LeaveBy(gateway, $"{gateway} had taken it before.").Note(report, now);
    }

    /// <summary>The gateway that was asked last certainly did not take what the one before had sent after all: reports of that one count from now on.</summary>
    private Message LeaveBackBy(SendResult result) => (SentAfterAllBy, result) switch
    {
        ({ } gateway, SendResult.Refused refused) => LeaveBy(gateway, Redaction.Words(refused.Reason)!),
        ({ } gateway, SendResult.TryLater later) => LeaveBy(gateway, Redaction.Words(later.Reason)!),
        _ => this,
    };

    /// <summary>An answer that came after its claim was taken for lost.</summary>
    private Message Confirm(SendResult result, DateTimeOffset now) => (State, result) switch
    {
        (MessageState.Unconfirmed, SendResult.Accepted) => Settle(MessageState.Sent, now, null),
        (MessageState.Unconfirmed, SendResult.Refused refused) => Settle(MessageState.Failed, now, refused.Reason),
        _ => this,
    };

    private int SmsCount => PartCount ?? Segments.Count(Text).Segments;

    /// <summary>A long text is delivered when each of its SMS is, and has failed when one of them has.</summary>
    private Message ReportPart(PartReport part, DateTimeOffset now)
    {
        var earlier = PartReports ?? [];
        if (earlier.Any(known => known.ProviderId == part.ProviderId && known.State >= part.State))
            return this;
        List<PartReport> reports = [.. earlier.Where(known => known.ProviderId != part.ProviderId), part];
        var state = reports.Any(report => report.State is MessageState.Failed) ? MessageState.Failed
            : reports.Count(report => report.State is MessageState.Delivered) >= SmsCount ? MessageState.Delivered
            : MessageState.Sent;
        var noted = this with { PartReports = reports };
        return state > State ? noted.Settle(state, now, reports.FirstOrDefault(report => report.State == state)?.Reason) : noted;
    }

    /// <summary>The text that goes out in place of this one; its id is derived, so that two agents' hands make one.</summary>
    /// <param name="at">When it is sent again.</param>
    /// <param name="agentId">Whose hand it is.</param>
    /// <param name="agentName">By name.</param>
    /// <param name="gateway">The gateway of its number now; null: the one that it was meant to leave by first.</param>
    public Message Again(DateTimeOffset at, string agentId, string agentName, string? gateway = null) => this with
    {
        Id = NextId(),
        Version = 0,
        At = at,
        State = MessageState.Queued,
        Gateway = gateway ?? (NotTakenBy is [var first, ..] ? first.Gateway : Gateway),
        NotTakenBy = [],
        SentAfterAllBy = null,
        Moves = 0,
        ProviderId = null,
        PartCount = null,
        PartReports = null,
        AgentId = agentId,
        AgentName = agentName,
        DueAt = at,
        Attempts = 0,
        Failure = null,
        Changes = [new(MessageState.Queued, at, "Sent again.")],
        Exchanges = [],
        ExchangesLeftOut = 0,
        DismissedBy = null,
        DismissedAt = null,
    };

    /// <summary>Somebody saw that it failed and says that nothing more is to be done.</summary>
    public Message Dismiss(string by, DateTimeOffset at) => NeedsAHand ? this with { DismissedBy = by, DismissedAt = at } : this;

    /// <summary>Another text went out in place of this one.</summary>
    public Message ReplaceBy(Message again) => ResentAs is null ? this with { ResentAs = again.Id } : this;

    /// <summary>The provider's last word on it is still out.</summary>
    private bool Waits => State is MessageState.Queued or MessageState.Sending;

    /// <summary>What was dismissed when nobody knew whether it had gone out is for somebody to see again when it is certain that it has not.</summary>
    private Message Settle(MessageState state, DateTimeOffset now, string? reason)
    {
        var settled = Step(state, now, reason) with { Failure = Redaction.Words(reason), DueAt = null };
        return state is MessageState.Failed ? settled with { DismissedBy = null, DismissedAt = null } : settled;
    }

    private Message Step(MessageState state, DateTimeOffset now, string? reason = null) =>
        this with { State = state, Changes = [.. Changes, new(state, now, Redaction.Words(reason))] };

    /// <summary>The text that this one went out in place of; null when it is the first.</summary>
    [JsonIgnore]
    public string? InPlaceOf => Id.LastIndexOf('~') is > 0 and var mark && int.TryParse(Id.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number > 2 ? $"{Id[..mark]}~{number - 1}" : Id[..mark]
        : null;

    private string NextId() => Id.LastIndexOf('~') is > 0 and var mark
        ? $"{Id[..mark]}~{int.Parse(Id.AsSpan(mark + 1), CultureInfo.InvariantCulture) + 1}"
        : $"{Id}~2";
}
