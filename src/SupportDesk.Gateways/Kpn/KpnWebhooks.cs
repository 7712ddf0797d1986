using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Nexmo;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Kpn;

/// <summary>KPN's webhooks: Nexmo's fields by GET, form and JSON.</summary>
internal sealed class KpnWebhooks(IOptions<KpnOptions> options) : IWebhookReader
{
    public string Gateway => KpnGateway.GatewayName;

    public bool CanVerify => options.Value.WebhookToken.Length > 0;

    public SignatureMode Mode => CanVerify ? SignatureMode.Enforce : SignatureMode.Off;

    public SignatureCheck Verify(WebhookRequest request)
    {
        if (!CanVerify || NexmoWebhook.IsProbe(request))
            return new SignatureCheck.NotChecked();
        return AddressToken.Problem(request, options.Value.WebhookToken) is { } problem ? new SignatureCheck.Bad(problem) : new SignatureCheck.Verified();
    }

    public WebhookContent Read(WebhookRequest request) => NexmoWebhook.Read(KpnGateway.Provider, request);
}
