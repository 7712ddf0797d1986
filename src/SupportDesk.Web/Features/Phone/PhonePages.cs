using SupportDesk.Gateways.Simulator;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Web.Features.Shared;

namespace SupportDesk.Web.Features.Phone;

/// <summary>The page: every handset, and how the carrier behaves.</summary>
/// <param name="Handsets">The oldest first.</param>
/// <param name="Behaviour">How the carrier behaves now.</param>
/// <param name="Numbers">Support numbers that can be texted.</param>
/// <param name="Add">What the form for a new handset shows.</param>
public sealed record PhonePage(IReadOnlyList<HandsetPane> Handsets, CarrierBehaviour Behaviour, IReadOnlyList<SupportNumber> Numbers, HandsetForm Add);

/// <summary>One handset.</summary>
/// <param name="Handset">The handset.</param>
/// <param name="Texts">What it shows, the oldest first.</param>
/// <param name="Numbers">Support numbers that can be texted.</param>
/// <param name="Form">What is being written on it.</param>
public sealed record HandsetPane(Handset Handset, IReadOnlyList<PhoneText> Texts, IReadOnlyList<SupportNumber> Numbers, TextForm Form)
{
    public string Key => KeyOf(Handset.Number);

    /// <summary>The number as part of addresses and ids: without its plus.</summary>
    public static string KeyOf(string number) => number.TrimStart('+');
}

/// <summary>A new handset, as the browser sends it.</summary>
public sealed class HandsetForm
{
    public string? Number { get; set; }

    /// <summary>Why there is no such handset, in words.</summary>
    public string? Problem { get; set; }
}

/// <summary>A text on a handset, as the browser sends it.</summary>
public sealed class TextForm
{
    /// <summary>Phones take no more than ten SMS.</summary>
    public const int LongestText = 1600;

    private IReadOnlyList<OutgoingFile>? files;

    /// <summary>The support number.</summary>
    public string? To { get; set; }

    public string? Text { get; set; }

    /// <summary>Pictures that go with it.</summary>
    public IReadOnlyList<IFormFile> Pictures { get; set; } = [];

    /// <summary>Why it was not sent, in words.</summary>
    public string? Problem { get; set; }

    internal IReadOnlyList<OutgoingFile> Files => files ??= Pictures.Read();

    /// <summary>Browsers send line ends as CR LF; a text has LF.</summary>
    public string Written => (Text ?? "").ReplaceLineEndings("\n").Trim();

    /// <summary>Why it cannot be sent, in words; null when it can.</summary>
    public string? ProblemFor(IEnumerable<SupportNumber> numbers)
    {
        if (MediaLimits.Desk.Problems(Files) is [var wrong, ..])
            return wrong;
        if (Written.Length == 0 && Files.Count == 0)
            return "Write something before you send.";
        if (Written.Length > LongestText)
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"This text has {Written.Length:N0} characters; a phone sends at most {LongestText:N0}.");
        return numbers.Any(number => number.Number == To) ? null : "Choose a number to text.";
    }
}
