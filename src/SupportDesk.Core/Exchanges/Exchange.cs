namespace SupportDesk.Exchanges;

/// <summary>Why somebody called.</summary>
public enum ExchangeKind
{
    /// <summary>A provider's webhook that brought a customer's text, or a part of it.</summary>
    Text,

    /// <summary>A provider's webhook that brought a delivery report.</summary>
    Report,

    /// <summary>Our request to a provider to send a text.</summary>
    Send,
}

/// <summary>One call about a text, as it went over the line, without what is secret (<see cref="Redaction"/>). Headers are not kept, but for the content types.</summary>
/// <param name="Kind">Who called whom, and why.</param>
/// <param name="At">When it came in or went out.</param>
/// <param name="Method">Upper case.</param>
/// <param name="Address">The whole address, undecoded.</param>
public sealed record Exchange(ExchangeKind Kind, DateTimeOffset At, string Method, string Address)
{
    /// <summary>Name of the gateway whose provider was asked or reported; null where it is the text's own, and on texts of earlier versions.</summary>
    public string? Gateway { get; init; }

    /// <summary>What was sent with the call; null when nothing was.</summary>
    public ExchangeBody? Asked { get; init; }

    /// <summary>The status that a provider answered; null when no answer came. Of a webhook it is not kept: it was taken.</summary>
    public int? Status { get; init; }

    /// <summary>What a provider answered; null when it was nothing, or could not be read to its end.</summary>
    public ExchangeBody? Answered { get; init; }
}

/// <summary>A body, as text: bytes that are no UTF-8 are written \xE9.</summary>
/// <param name="ContentType">As the header says it; null when there was none.</param>
/// <param name="Text">Its beginning.</param>
/// <param name="LeftOut">Characters behind the beginning that are not kept.</param>
public sealed record ExchangeBody(string? ContentType, string Text, int LeftOut = 0);
