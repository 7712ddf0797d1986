using System.Text.Json.Serialization;

namespace SupportDesk.Gateways.VonageMessages;

/// <summary>A send by version 1.</summary>
internal sealed record V1Send(string Channel, string MessageType, string To, string From, string Text, string ClientRef, V1Sms Sms, string WebhookVersion);

internal sealed record V1Sms(string EncodingType);

/// <summary>A send by version 0.1.</summary>
internal sealed record V01Send(V01Party From, V01Party To, V01Message Message, string ClientRef);

internal sealed record V01Party(string Type, string Number);

internal sealed record V01Message(V01Content Content);

internal sealed record V01Content(string Type, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(V1Send))]
[JsonSerializable(typeof(V01Send))]
internal sealed partial class MessagesJson : JsonSerializerContext;
