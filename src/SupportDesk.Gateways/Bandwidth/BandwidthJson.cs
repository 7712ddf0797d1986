using System.Text.Json.Serialization;

namespace SupportDesk.Gateways.Bandwidth;

/// <summary>A send by V2.</summary>
internal sealed record V2Send(string From, string[] To, string? Text, string ApplicationId, string Tag, IReadOnlyList<string>? Media);

/// <summary>A send by V1.</summary>
internal sealed record V1Send(string From, string To, string? Text, string Tag, string ReceiptRequested, string? CallbackUrl, IReadOnlyList<string>? Media);

/// <summary>The purchase of a number by V1.</summary>
internal sealed record V1Purchase(string Number, string ApplicationId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(V2Send))]
[JsonSerializable(typeof(V1Send))]
[JsonSerializable(typeof(V1Purchase))]
internal sealed partial class BandwidthJson : JsonSerializerContext;
