using System.Text.Json.Serialization;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>POST /messages.</summary>
internal sealed record SendRequest(string Originator, string[] Recipients, string Body, string Reference, string Datacoding, string? ReportUrl);

/// <summary>What MessageBird answers to a send that it takes; the rest of it is not needed.</summary>
internal sealed record SendAnswer(string? Id);

/// <summary>What it answers to one that it does not take.</summary>
internal sealed record ErrorAnswer(IReadOnlyList<ErrorItem>? Errors);

internal sealed record ErrorItem(int Code, string? Description);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(SendAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class MessageBirdJson : JsonSerializerContext;
