using System.Security.Cryptography;
using System.Text.Json.Serialization;
using SupportDesk.Exchanges;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

/// <summary>One part of a longer text as it came in.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="ProviderId">The provider's id of this part.</param>
/// <param name="Letters">
/// The text as UTF-16 units: the end of a part may stand in the middle of a character, and half a character is no text that could be stored as one.
/// </param>
/// <param name="At">When it came in.</param>
/// <param name="SentAt">When it was sent, by the provider's word.</param>
/// <param name="Call">The webhook that brought it; null when there are enough of them.</param>
public sealed record ReceivedPart(int Number, string? ProviderId, byte[] Letters, DateTimeOffset At, DateTimeOffset? SentAt, Exchange? Call = null)
{
    /// <summary>What the part is known by when it comes again.</summary>
    [JsonIgnore]
    public string Key => ProviderId ?? $"{Number}:{Convert.ToHexStringLower(SHA256.HashData(Letters))}";
}

/// <summary>A part that is in a joined text already; remembered for as long as a provider may bring it again.</summary>
/// <param name="ProviderId">The provider's id of it, or what stands in for one (<see cref="ReceivedPart.Key"/>).</param>
/// <param name="At">When the text was joined.</param>
public sealed record JoinedPart(string ProviderId, DateTimeOffset At);

/// <summary>
/// A text that comes in parts, until it is whole or has waited long enough. One document per sender, number, reference and count of parts, because the network
/// uses a reference again: then it begins a new round. Whoever saves it decides, and what is decided is written once.
/// </summary>
public sealed partial record LongText : Document, IStored<LongText>
{
    public required string Gateway { get; init; }

    /// <summary>The sender as the provider wrote it.</summary>
    public required string From { get; init; }

    public string? To { get; init; }

    /// <summary>How many parts there are.</summary>
    public required int Total { get; init; }

    /// <summary>Counts how often the network has used the reference.</summary>
    public int Round { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>What has come of this round; empty once it is written.</summary>
    public IReadOnlyList<ReceivedPart> Parts { get; init => field = value ?? []; } = [];

    /// <summary>Parts of rounds that are written.</summary>
    public IReadOnlyList<JoinedPart> Joined { get; init => field = value ?? []; } = [];

    /// <summary>Nothing more is waited for, though parts are missing.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>When it must be looked at again: to give up waiting, or, once it is written, to be forgotten.</summary>
    public required DateTimeOffset DueAt { get; init; }

    [JsonIgnore]
    public bool IsWritten => Parts.Count == 0;

    /// <summary>The parts will not change any more: the message can be written.</summary>
    [JsonIgnore]
    public bool IsDecided => Parts.Count == Total || (IsGivenUp && Parts.Count > 0);

    /// <summary>time | id.</summary>
    public static readonly DocumentIndex<LongText> ByDue = new("due", text => IndexKey.Of(IndexKey.Time(text.DueAt), text.Id));

    public static DocumentType<LongText> Stored { get; } = new("long_texts", DeskJson.Shape.LongText, ByDue);
}
