using SupportDesk.Agents;
using SupportDesk.Automation;
using SupportDesk.Carriers;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Nodes;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tickets;
using SupportDesk.Webhooks;

namespace SupportDesk;

/// <summary>Every document type of the desk itself; an engine makes room for them when it opens.</summary>
public static class DeskDocuments
{
    public static IReadOnlyList<DocumentType> All => [Ticket.Stored, Message.Stored, Agent.Stored, KeptWebhook.Stored, SignatureTally.Stored, Node.Stored, LongText.Stored, MediaFile.Stored, Upload.Stored, Consent.Stored, StoredNumber.Stored, StoredCarrier.Stored, LastSeen.Stored, RuleBook.Stored, NumberOrder.Stored];
}
