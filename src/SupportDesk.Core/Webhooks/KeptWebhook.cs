using System.Text.Json.Serialization;
using SupportDesk.Storage;

namespace SupportDesk.Webhooks;

/// <summary>A webhook that could not be understood or verified, kept whole so that nothing is lost.</summary>
public sealed record KeptWebhook : Document, IStored<KeptWebhook>
{
    public required string Gateway { get; init; }

    public required WebhookKind Kind { get; init; }

    public required string Method { get; init; }

    public required string Url { get; init; }

    /// <summary>Without Authorization, Cookie and signatures.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Why it was kept.</summary>
    public required string Reason { get; init; }

    /// <summary>True when it was kept because of its signature.</summary>
    public bool Unverified { get; init; }

    /// <summary>Who replayed or dismissed it, and when; null while it waits.</summary>
    public string? SettledBy { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>What settling it came to, in words.</summary>
    public string? Outcome { get; init; }

    [JsonIgnore]
    public bool IsWaiting => SettledAt is null;

    public KeptWebhook Settle(string by, DateTimeOffset at, string outcome) =>
        IsWaiting ? this with { SettledBy = by, SettledAt = at, Outcome = outcome } : this;

    /// <summary>The same call came once more after somebody settled it: whether it says something new is for a person to see.</summary>
    public KeptWebhook ComeAgain(KeptWebhook newer) => IsWaiting ? this : newer with { Version = Version };

    /// <summary>The call as it came, but for the secrets in its headers.</summary>
    public WebhookRequest AsRequest() => new() { Gateway = Gateway, Kind = Kind, Method = Method, Url = Url, Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase), Body = Body };

    /// <summary>"waiting" or "settled" | time | id.</summary>
    public static readonly DocumentIndex<KeptWebhook> ByState = new("by_state", webhook =>
        IndexKey.Of(webhook.IsWaiting ? "waiting" : "settled", IndexKey.Time(webhook.At), webhook.Id));

    public static DocumentType<KeptWebhook> Stored { get; } = new("kept_webhooks", DeskJson.Shape.KeptWebhook, ByState);
}

/// <summary>How often a gateway's webhooks failed the signature check; one document per gateway.</summary>
public sealed record SignatureTally : Document, IStored<SignatureTally>
{
    /// <summary>Refused in enforce mode.</summary>
    public long Refused { get; init; }

    /// <summary>Taken in observe mode, but would have been refused.</summary>
    public long Observed { get; init; }

    public string? LastReason { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    public SignatureTally Count(SignatureMode mode) =>
        mode is SignatureMode.Enforce ? this with { Refused = Refused + 1 } : this with { Observed = Observed + 1 };

    public SignatureTally Add(SignatureTally newer) =>
        this with { Refused = Refused + newer.Refused, Observed = Observed + newer.Observed, LastReason = newer.LastReason, LastAt = newer.LastAt };

    public static DocumentType<SignatureTally> Stored { get; } = new("signature_tallies", DeskJson.Shape.SignatureTally);
}
