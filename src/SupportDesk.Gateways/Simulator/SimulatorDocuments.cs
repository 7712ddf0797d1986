using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>What the simulated carrier keeps.</summary>
public static class SimulatorDocuments
{
    public static IReadOnlyList<DocumentType> All => [Handset.Stored, PhoneText.Stored, PhoneFile.Stored, CarrierBehaviour.Stored, BoughtNumber.Stored];
}

[JsonSerializable(typeof(Handset))]
[JsonSerializable(typeof(PhoneText))]
[JsonSerializable(typeof(PhoneFile))]
[JsonSerializable(typeof(CarrierBehaviour))]
[JsonSerializable(typeof(BoughtNumber))]
internal sealed partial class SimulatorJson : JsonSerializerContext
{
    public static SimulatorJson Shape { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    });
}
