using SupportDesk.Exchanges;

namespace SupportDesk.Messages;

/// <summary>A provider that sends texts.</summary>
public interface ISmsGateway
{
    /// <summary>Short, lower case, stable: it is stored with every message and part of webhook addresses.</summary>
    string Name { get; }

    /// <summary>The most segments that one send may have; longer texts are split before.</summary>
    int MostSegments { get; }

    /// <summary>True when the provider by itself answers customers who text STOP, START or HELP; then the desk does not.</summary>
    bool AnswersKeywords => false;

    /// <summary>The setting without which it refuses every text, in a sentence; null when nothing is missing.</summary>
    string? Lack => null;

    /// <summary>What it sends beside words; null: words alone. A text with media must only be given to a gateway that has this.</summary>
    MediaLimits? Media => null;

    /// <summary>
    /// Sends one text. Whatever the provider answers is a result; so is a broken connection. Throws only when cancelled before the request was written.
    /// </summary>
    Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation);

    /// <summary>Fetches a picture or the like from the address that came with a text. The address is not to be trusted: a forged webhook may have brought it.</summary>
    Task<MediaResult> FetchAsync(string address, CancellationToken cancellation) =>
        Task.FromResult<MediaResult>(new MediaResult.Refused($"The desk does not fetch pictures from {Name}."));
}

/// <summary>What a gateway gets to send. Numbers are canonical; the gateway writes them in its provider's form.</summary>
/// <param name="From">The support number.</param>
/// <param name="To">The customer's number, E.164.</param>
/// <param name="Text">Fits in <see cref="ISmsGateway.MostSegments"/>.</param>
/// <param name="Reference">Our id of the message, at most 40 characters of [A-Za-z0-9~.-]; a delivery report brings it back.</param>
public sealed record OutboundText(string From, string To, string Text, string Reference)
{
    /// <summary>Addresses of the pictures that go with it, which the provider fetches; the text may then be empty. They are secret, and end by themselves.</summary>
    public IReadOnlyList<string> Media { get; init; } = [];
}

/// <summary>What became of one send.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The requests to the provider with its answers; a gateway that asks nobody has none.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; init; } = [];

    /// <summary>What was exchanged is no part of what it came to.</summary>
    public virtual bool Equals(SendResult? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>The provider took it.</summary>
    public sealed record Accepted(string? ProviderId) : SendResult
    {
        /// <summary>How many SMS the provider made of it, where it reports on each by itself.</summary>
        public int? Parts { get; init; }
    }

    /// <summary>The provider certainly did not take it, and may later (busy, or no connection).</summary>
    public sealed record TryLater(string Reason, TimeSpan? RetryAfter = null) : SendResult;

    /// <summary>The provider will not take it. The reason is in the provider's words.</summary>
    public sealed record Refused(string Reason) : SendResult
    {
        /// <summary>True when that is because the customer has opted out at the provider or the carrier.</summary>
        public bool OptedOut { get; init; }
    }

    /// <summary>The request was written and no answer came: it may have been taken.</summary>
    public sealed record Uncertain(string Reason) : SendResult;
}
