using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportDesk.Agents;
using SupportDesk.Automation;
using SupportDesk.Carriers;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Nodes;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Tickets;
using SupportDesk.Webhooks;

namespace SupportDesk;

/// <summary>The JSON shape of every document: property names as in the code, enums by name, nulls left out, texts readable.</summary>
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(LongText))]
[JsonSerializable(typeof(MediaFile))]
[JsonSerializable(typeof(Upload))]
[JsonSerializable(typeof(Agent))]
[JsonSerializable(typeof(KeptWebhook))]
[JsonSerializable(typeof(SignatureTally))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Consent))]
[JsonSerializable(typeof(StoredNumber))]
[JsonSerializable(typeof(StoredCarrier))]
[JsonSerializable(typeof(LastSeen))]
[JsonSerializable(typeof(RuleBook))]
[JsonSerializable(typeof(NumberOrder))]
internal sealed partial class DeskJson : JsonSerializerContext
{
    /// <summary>The one instance that documents are written with.</summary>
    public static DeskJson Shape { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    });
}
