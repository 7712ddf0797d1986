using SupportDesk.Messages;

namespace SupportDesk.Gateways;

/// <summary>What came back over a provider's line.</summary>
/// <param name="Status">Null when no answer came.</param>
/// <param name="Text">Null when there is none, or it broke off.</param>
internal sealed record LineAnswer(int? Status, string? Text)
{
    /// <summary>The question had a body, and it may have reached the provider.</summary>
    public bool MayHaveLeft { get; init; }

    /// <summary>Why it was not asked at all.</summary>
    public SendResult? NotAsked { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public Fields? Json => Fields.OfJson(Text);
}
