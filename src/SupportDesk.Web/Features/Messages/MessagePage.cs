using System.Globalization;
using SupportDesk.Messages;
using SupportDesk.Web.Features.Shared;

namespace SupportDesk.Web.Features.Messages;

/// <summary>One text with all that is known about it.</summary>
/// <param name="Message">As it is stored now.</param>
/// <param name="ShowsCalls">True for administrators: the calls hold the numbers and words of customers as they went over the line.</param>
public sealed record MessagePage(Message Message, bool ShowsCalls)
{
    public string Title => Message.Kind switch
    {
        MessageKind.Text => "Text from the customer",
        MessageKind.Confirmation when Message.RuleName is not null => "Automatic answer",
        MessageKind.Confirmation => "Confirmation",
        MessageKind.Reply => "Answer",
        var other => other.ToString(),
    };

    /// <summary>What the desk answered to this text by itself.</summary>
    public IReadOnlyList<Message> Answers { get; init; } = [];

    /// <summary>The customer's text that this one answers by itself.</summary>
    public Message? Answered { get; init; }

    public string From => Message.IsInbound ? Message.CustomerNumber : Message.SupportNumber;

    public string To => Message.IsInbound ? Message.SupportNumber : Message.CustomerNumber;

    /// <summary>"2 SMS by our count (GSM-7, 171 characters)".</summary>
    public string Size
    {
        get
        {
            if (!Message.IsInbound && Message.Attachments.Count > 0)
                return "1 MMS";
            var count = Segments.Count(Message.Text);
            var encoding = count.Encoding is SmsEncoding.Gsm7 ? "GSM 7-bit" : "UCS-2";
            return string.Create(CultureInfo.InvariantCulture, $"{count.Segments} SMS by our count ({encoding}, {count.Units} units)");
        }
    }

    /// <summary>Every state with its time and reason; an inbound text has but one.</summary>
    public IReadOnlyList<StateChange> Changes => Message.Changes.Count > 0 ? Message.Changes : [new(Message.State, Message.At)];

    /// <summary>The text in its ticket's conversation; null while it is on no ticket.</summary>
    public string? TicketAddress => Message.TicketId is { } ticket ? TextPlace.In(ticket, Message.Id) : null;

    public static string AddressOf(string id) => $"/admin/messages/{Uri.EscapeDataString(id)}";

    /// <summary>The calls; behind the first few it is said how many are left out.</summary>
    public IEnumerable<CallView> Calls => Message.Exchanges.Select((exchange, index) =>
        new CallView(exchange, index + 1, index + 1 == Math.Min(Message.FirstExchanges, Message.Exchanges.Count) ? Message.ExchangesLeftOut : 0));
}
