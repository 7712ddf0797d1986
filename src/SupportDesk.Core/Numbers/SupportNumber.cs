using System.Text.RegularExpressions;
using SupportDesk.Webhooks;

namespace SupportDesk.Numbers;

/// <summary>A number that customers text, and how the desk behaves on it.</summary>
public sealed partial record SupportNumber
{
    /// <summary>Canonical: "+" and digits.</summary>
    public required string Number { get; init; }

    public required string Name { get; init; }

    /// <summary>Name of the gateway that sends from this number.</summary>
    public required string Gateway { get; init; }

    /// <summary>Name of the gateway that sends what the first one certainly did not take; null: none. Its provider must be able to send from this number.</summary>
    public string? SecondGateway { get; init; }

    /// <summary>Template of the one automatic answer to a new ticket; {code}, {number} and {name} are filled in. Empty: none is sent.</summary>
    public required string Confirmation { get; init; }

    /// <summary>How long after closing a text opens the same ticket again.</summary>
    public required TimeSpan ReopenWindow { get; init; }

    /// <summary>At most this many texts leave per second.</summary>
    public required double SendsPerSecond { get; init; }

    /// <summary>An alarm is raised when nobody texts it for so long; null: never.</summary>
    public TimeSpan? SilentAfter { get; init; }

    /// <summary>What HELP is answered; null: as the desk says.</summary>
    public string? HelpAnswer { get; init; }

    /// <summary>Whether the carrier by itself answers STOP, START and HELP on this number; null: as the gateway does.</summary>
    public bool? CarrierAnswersKeywords { get; init; }

    /// <summary>What to do with texts to it whose signature is bad; null: as its carrier.</summary>
    public SignatureMode? SignatureMode { get; init; }

    /// <summary>The first, and the second where there is one.</summary>
    public IReadOnlyList<string> Gateways => SecondGateway is null ? [Gateway] : [Gateway, SecondGateway];

    /// <summary>The gateway that may stand in for the given one; null when there is none, also for one that the number had before.</summary>
    public string? OtherThan(string gateway) => gateway == Gateway ? SecondGateway : gateway == SecondGateway ? Gateway : null;

    public string ConfirmationFor(string code) => Fill(Confirmation.Replace("{code}", code, StringComparison.Ordinal));

    /// <summary>A template with {number} and {name} filled in.</summary>
    public string Fill(string template) =>
        template.Replace("{number}", Number, StringComparison.Ordinal).Replace("{name}", Name, StringComparison.Ordinal);

    /// <summary>The first {word} in a template that nothing fills in; null when there is none.</summary>
    public static string? UnknownPlaceholder(string template) =>
        Placeholder().Matches(template).Select(match => match.Value).FirstOrDefault(found => found is not ("{code}" or "{number}" or "{name}"));

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
