using SupportDesk.Gateways.Bandwidth;
using SupportDesk.Gateways.Kpn;
using SupportDesk.Gateways.MessageBird;
using SupportDesk.Gateways.Template;
using SupportDesk.Gateways.Twilio;
using SupportDesk.Gateways.Vonage;
using SupportDesk.Gateways.VonageMessages;

namespace SupportDesk.Gateways;

/// <summary>Every provider that the desk can work with.</summary>
public static class Providers
{
    public static IReadOnlyList<Provider> All { get; } =
    [
        MessageBirdForm.Provider, VonageForm.Provider, VonageMessagesForm.Provider, TwilioForm.Provider, BandwidthForm.Provider, KpnForm.Provider, TemplateForm.Provider,
    ];
}
