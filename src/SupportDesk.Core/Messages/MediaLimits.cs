using System.Globalization;

namespace SupportDesk.Messages;

/// <summary>What a gateway takes beside words: pictures (JPEG, PNG, GIF), so many and so large. An MB is a million bytes.</summary>
/// <param name="MostFiles">At most this many with one text.</param>
/// <param name="MostBytes">Of each.</param>
/// <param name="MostBytesTogether">Of all that go with one text.</param>
public sealed record MediaLimits(int MostFiles, int MostBytes, int MostBytesTogether)
{
    private const int Mega = 1_000_000;

    /// <summary>What the desk itself handles; a gateway whose provider takes less says so.</summary>
    public static MediaLimits Desk { get; } = new(10, 5 * Mega, 20 * Mega);

    /// <summary>True when the gateway fetches the pictures from within this process, so that the desk needs no address that others reach.</summary>
    public bool IsHere { get; init; }

    /// <summary>"Up to 10 pictures (JPEG, PNG or GIF), 5 MB each and 20 MB together".</summary>
    public string InWords
    {
        get
        {
            var each = MostBytes < MostBytesTogether ? $"{Size(MostBytes)} each and " : "";
            return $"Up to {MostFiles} pictures (JPEG, PNG or GIF), {each}{Size(MostBytesTogether)} together";
        }
    }

    /// <summary>True when a file is larger than the gateway takes, or all are together.</summary>
    public bool AreTooLarge(IReadOnlyList<OutgoingFile> files) => files.Any(file => file.Size > MostBytes) || files.Sum(file => file.Size) > MostBytesTogether;

    /// <summary>True when pictures that were let out by another gateway can go by this one.</summary>
    public bool Take(IReadOnlyList<Attachment> pictures) =>
        pictures.Count <= MostFiles && pictures.All(picture => picture.Size <= MostBytes) && pictures.Sum(picture => picture.Size) <= MostBytesTogether;

    /// <summary>Why these files cannot go out, in sentences; none when they can.</summary>
    public IReadOnlyList<string> Problems(IReadOnlyList<OutgoingFile> files)
    {
        var problems = files.Select(file => ProblemWith(file) is { } problem ? $"“{file.Name}” {problem}" : null).OfType<string>().ToList();
        if (files.Count > MostFiles)
            problems.Add($"These are {files.Count} pictures; at most {MostFiles} go with one answer.");
        var together = files.Where(file => file.Size <= MostBytes).Sum(file => file.Size);
        if (together > MostBytesTogether)
            problems.Add($"The pictures have {Size(together)} together; at most {Size(MostBytesTogether)} go with one answer.");
        return problems;
    }

    /// <summary>Why a file cannot go out whatever is beside it, in words that go on after its name; null when it can.</summary>
    public string? ProblemWith(OutgoingFile file) => file switch
    {
        { Size: 0 } => "is empty.",
        _ when file.Size > MostBytes => $"has {Size(file.Size)}; at most {Size(MostBytes)} can be sent.",
        { Type: null, IsWhole: true } => "is no JPEG, PNG or GIF picture.",
        _ => null,
    };

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes * 100.0 / Mega) / 100:0.##} MB");
}
