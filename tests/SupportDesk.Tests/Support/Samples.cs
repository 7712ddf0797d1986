using SupportDesk.Agents;
using SupportDesk.Messages;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Support;

/// <summary>Documents as tests need them, with only what matters left to say.</summary>
internal static class Samples
{
    public const string Desk = "+31970102400";
    public const string Customer = "+31612345678";

    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly Author Ann = new("ann", "Ann");

    public static Message Inbound(string text = "Hello", DateTimeOffset? at = null, string? id = null) => new()
    {
        Id = id ?? $"in-{text.GetHashCode(StringComparison.Ordinal)}-{(at ?? Morning).Ticks}",
        Direction = Direction.Inbound,
        Kind = MessageKind.Text,
        SupportNumber = Desk,
        CustomerNumber = Customer,
        Text = text,
        At = at ?? Morning,
        State = MessageState.Received,
        Gateway = "messagebird",
    };

    public static Message Outbound(MessageState state = MessageState.Queued, DateTimeOffset? at = null, string id = "0123456789abcdef0123456789abcdef") => new()
    {
        Id = id,
        Direction = Direction.Outbound,
        Kind = MessageKind.Reply,
        SupportNumber = Desk,
        CustomerNumber = Customer,
        Text = "We are on it.",
        At = at ?? Morning,
        DueAt = state is MessageState.Queued or MessageState.Sending ? at ?? Morning : null,
        State = state,
        Gateway = "messagebird",
        TicketId = "K7F2QD",
        AgentId = Ann.Id,
        AgentName = Ann.Name,
    };

    public static Ticket Ticket(DateTimeOffset? at = null, string code = "K7F2QD")
    {
        var first = Inbound(at: at);
        return SupportDesk.Tickets.Ticket.Open(code, first);
    }
}
