namespace SupportDesk.Messages;

/// <summary>What a provider reports about a text that it took.</summary>
/// <param name="ProviderId">The provider's id of the text.</param>
/// <param name="Reference">Our id, when the provider sends it back.</param>
/// <param name="State">Sent, Failed or Delivered.</param>
/// <param name="Reason">In words for the agent; null when delivered.</param>
/// <param name="At">When it happened, by the provider's word.</param>
public sealed record DeliveryReport(string? ProviderId, string? Reference, MessageState State, string? Reason, DateTimeOffset? At);

/// <summary>A customer's text as a provider handed it over.</summary>
/// <param name="From">The sender as the provider wrote it.</param>
/// <param name="To">The support number as the provider wrote it; null when the webhook does not say.</param>
/// <param name="Text">Never null; may be empty.</param>
/// <param name="ProviderId">The provider's id; null when it sends none.</param>
/// <param name="SentAt">When the customer sent it, by the provider's word.</param>
public sealed record InboundText(string From, string? To, string Text, string? ProviderId, DateTimeOffset? SentAt);
