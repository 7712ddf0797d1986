using System.Text.Json.Serialization;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>POST /messages.</summary>
internal sealed record SendRequest(string Originator, string[] Recipients, string Body, string Reference, string Datacoding, string? ReportUrl);

/// <summary>POST /phone-numbers.</summary>
internal sealed record PurchaseRequest(string Number, string CountryCode, int BillingIntervalMonths);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(PurchaseRequest))]
internal sealed partial class MessageBirdJson : JsonSerializerContext;
