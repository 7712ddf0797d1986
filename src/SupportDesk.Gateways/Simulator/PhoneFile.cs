using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>A picture as it travels with a text.</summary>
public sealed record PhonePicture(string ContentType, byte[] Bytes);

/// <summary>A picture on a handset. Its id is its text's and its place in it; it is there before the text is, and goes with it.</summary>
public sealed record PhoneFile : Document, IStored<PhoneFile>
{
    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }

    public static DocumentType<PhoneFile> Stored { get; } = new("simulator_pictures", SimulatorJson.Shape.PhoneFile);

    /// <param name="text">Id of the text.</param>
    /// <param name="place">From 0.</param>
    public static string IdOf(string text, int place) => FormattableString.Invariant($"{text}.{place}");
}
