using SupportDesk.Messages;

namespace SupportDesk.Webhooks;

/// <summary>A provider's side of webhooks: who sent it, and what it says.</summary>
public interface IWebhookReader
{
    /// <summary>The gateway's name.</summary>
    string Gateway { get; }

    /// <summary>What to do with a call whose signature is bad, where its number says nothing else; Off when there is nothing to check calls with.</summary>
    SignatureMode Mode { get; }

    /// <summary>What to do with texts to its numbers that come by another carrier's address, which nobody can say are good.</summary>
    SignatureMode ModeElsewhere => Mode;

    /// <summary>False while no key or word is set that calls could be checked with.</summary>
    bool CanVerify => true;

    /// <summary>What a call that was taken or kept is answered where the provider reads the answer; null: a word that it does not read.</summary>
    WebhookReply? Reply => null;

    /// <summary>Whatever the mode: a number may have another one.</summary>
    SignatureCheck Verify(WebhookRequest request);

    /// <summary>Never throws on any bytes.</summary>
    WebhookContent Read(WebhookRequest request);
}

/// <summary>The body of an answer that a provider reads.</summary>
public sealed record WebhookReply(string ContentType, string Body);

/// <summary>What to do with webhooks that fail the signature check, the strictest first.</summary>
public enum SignatureMode
{
    /// <summary>Refuse them (and keep them for an administrator).</summary>
    Enforce,

    /// <summary>Take them, and count what would have been refused.</summary>
    Observe,

    /// <summary>Do not check: no key is set, or the settings say so.</summary>
    Off,
}

/// <summary>What a signature check found.</summary>
public abstract record SignatureCheck
{
    private SignatureCheck()
    {
    }

    /// <summary>The provider sent it.</summary>
    public sealed record Verified : SignatureCheck;

    /// <summary>No key is set for this provider, so nobody can tell; or the call says nothing that would have to be checked.</summary>
    public sealed record NotChecked : SignatureCheck;

    /// <summary>Missing, wrong or out of date; the reason is for an administrator.</summary>
    public sealed record Bad(string Reason) : SignatureCheck
    {
        /// <summary>The provider may have made a mistake that it mends when it is asked to call again.</summary>
        public bool MayComeAgain { get; init; }
    }
}

/// <summary>What a webhook says.</summary>
public abstract record WebhookContent
{
    private WebhookContent()
    {
    }

    /// <summary>Its own part of a call that brings several things; null when the call is all its own.</summary>
    public string? Own { get; init; }

    /// <summary>Texts, in the order in which they stand in the call.</summary>
    public sealed record Texts(IReadOnlyList<InboundText> Items) : WebhookContent;

    public sealed record Reports(IReadOnlyList<DeliveryReport> Items) : WebhookContent;

    /// <summary>Several events of one call, each by itself: one that cannot be understood holds up no other.</summary>
    public sealed record Several(IReadOnlyList<WebhookContent> Items) : WebhookContent;

    /// <summary>A bare call that says nothing, such as a provider's probe or a person with a browser.</summary>
    public sealed record Nothing : WebhookContent;

    /// <summary>It cannot be understood; the reason says what is missing, in words for an administrator.</summary>
    public sealed record Unreadable(string Reason) : WebhookContent;
}
