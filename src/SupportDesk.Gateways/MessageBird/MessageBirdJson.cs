using System.Text.Json.Serialization;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>POST /messages.</summary>
internal sealed record SendRequest(string Originator, string[] Recipients, string Body, string Reference, string Datacoding, string? ReportUrl);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SendRequest))]
internal sealed partial class MessageBirdJson : JsonSerializerContext;
