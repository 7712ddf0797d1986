using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>A number that the simulated carrier has sold. Its id is the number, E.164.</summary>
public sealed record BoughtNumber : Document, IStored<BoughtNumber>
{
    public static DocumentType<BoughtNumber> Stored { get; } = new("simulator_numbers", SimulatorJson.Shape.BoughtNumber);
}
