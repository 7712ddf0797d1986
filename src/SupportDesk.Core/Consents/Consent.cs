using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using SupportDesk.Agents;
using SupportDesk.Storage;

namespace SupportDesk.Consents;

/// <summary>How the desk learned what a customer wants.</summary>
public enum ConsentMeans
{
    /// <summary>The customer's text was a keyword such as STOP.</summary>
    Keyword,

    /// <summary>The provider refused a text, or reported on one, because the customer had opted out there.</summary>
    Provider,

    /// <summary>An agent noted what the customer said in other words.</summary>
    Agent,
}

/// <summary>One entry of the ledger: the customer opted out, or in again.</summary>
/// <param name="OptedOut">True: no more texts.</param>
/// <param name="At">When the text came in, or the provider or the agent said so.</param>
/// <param name="Means">How.</param>
/// <param name="Words">The keyword, the provider's words or the agent's note.</param>
public sealed record ConsentChange(bool OptedOut, DateTimeOffset At, ConsentMeans Means, string Words)
{
    /// <summary>The customer's text with the keyword, or the text of ours that the provider spoke of.</summary>
    public string? MessageId { get; init; }

    /// <summary>The ticket that it happened on; null when an agent noted it for a number without one.</summary>
    public string? TicketId { get; init; }

    /// <summary>The agent.</summary>
    public Author? By { get; init; }
}

/// <summary>
/// Whether a customer wants texts from one support number, and all that led to it. Its id is made of both numbers, so that sending finds it by id, and two who write it first meet.
/// </summary>
public sealed partial record Consent : Document, IStored<Consent>
{
    /// <summary>Canonical.</summary>
    public required string SupportNumber { get; init; }

    /// <summary>Canonical: E.164, or a short code or name as it came.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>Every change, oldest first; the last one counts.</summary>
    public IReadOnlyList<ConsentChange> Ledger { get; init => field = value ?? []; } = [];

    /// <summary>Texts with a keyword that changed nothing, the last few: one that is filed again after a crash still changes nothing.</summary>
    public IReadOnlyList<string> Repeats { get; init => field = value ?? []; } = [];

    [JsonIgnore]
    public ConsentChange? Last => Ledger.Count > 0 ? Ledger[^1] : null;

    [JsonIgnore]
    public bool IsOptedOut => Last is { OptedOut: true };

    /// <summary>The id of the one automatic answer to a text with a keyword; further parts of it have a dot and a number behind.</summary>
    public static string AnswerId(string messageId) => $"word-{messageId}";

    public static string IdOf(string supportNumber, string customerNumber) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(IndexKey.Of(supportNumber, customerNumber))).AsSpan(0, 16));

    /// <summary>"out" or "in" | time of the last change | id.</summary>
    public static readonly DocumentIndex<Consent> ByState = new("by_state", consent =>
        consent.Last is { } last ? IndexKey.Of(last.OptedOut ? "out" : "in", IndexKey.Time(last.At), consent.Id) : null);

    /// <summary>customer | support number.</summary>
    public static readonly DocumentIndex<Consent> ByCustomer = new("by_customer", consent => IndexKey.Of(consent.CustomerNumber, consent.SupportNumber));

    public static DocumentType<Consent> Stored { get; } = new("consents", DeskJson.Shape.Consent, ByState, ByCustomer);
}
