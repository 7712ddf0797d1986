using SupportDesk.Messages;
using SupportDesk.Numbers;

namespace SupportDesk.Webhooks;

/// <summary>What is done with a call that nobody can say is good: what the number says that it brings a text to, else what its carrier says.</summary>
public sealed class SignatureModes(SupportNumbers numbers, Gateways gateways)
{
    /// <summary>The strictest of all that the call brings. One that names no number of ours, and every report, goes by the carrier.</summary>
    /// <param name="reader">The carrier's.</param>
    /// <param name="content">What the call says.</param>
    /// <exception cref="Storage.StoreUnavailableException">The stored numbers could not be read yet, so nobody can tell.</exception>
    public SignatureMode For(IWebhookReader reader, WebhookContent content) => All(reader, content).DefaultIfEmpty(reader.Mode).Min();

    private IEnumerable<SignatureMode> All(IWebhookReader reader, WebhookContent content) => content switch
    {
        WebhookContent.Texts texts => texts.Items.Select(text => Of(reader, numbers.For(numbers.NumberOf(reader.Gateway, text.To)))),
        WebhookContent.Several several => several.Items.SelectMany(item => All(reader, item)),
        _ => [reader.Mode],
    };

    private SignatureMode Of(IWebhookReader reader, SupportNumber number)
    {
        if (number.Gateways.Contains(reader.Gateway))
            return number.SignatureMode ?? reader.Mode;

        // Whoever forges a call chooses its carrier too: by one that the number does not belong to, the number's word, or else its own carriers', makes it only stricter.
        return new[] { reader.Mode, number.SignatureMode ?? OfCarriers(number) }.Min();
    }

    private SignatureMode OfCarriers(SupportNumber number) =>
        numbers.IsOurs(number.Number) ? number.Gateways.Min(gateway => gateways.ReaderFor(gateway).ModeElsewhere) : SignatureMode.Off;
}
