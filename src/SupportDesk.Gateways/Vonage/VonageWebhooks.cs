using Microsoft.Extensions.Options;
using SupportDesk.Gateways.Nexmo;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Vonage;

/// <summary>Vonage's webhooks of the SMS API. The account chooses GET, form or JSON; all are taken on one address.</summary>
internal sealed class VonageWebhooks(IOptions<VonageOptions> options, TimeProvider time) : IWebhookReader
{
    public string Gateway => VonageGateway.GatewayName;

    public bool CanVerify => options.Value.SignatureSecret.Length > 0;

    public SignatureMode Mode => CanVerify ? options.Value.SignatureMode : SignatureMode.Off;

    public SignatureCheck Verify(WebhookRequest request)
    {
        // Vonage asks without a signature whether the address is there; a call that says nothing harms nobody.
        if (!CanVerify || NexmoWebhook.IsProbe(request))
            return new SignatureCheck.NotChecked();
        return VonageSignature.Problem(request, options.Value, time.GetUtcNow()) is { } problem ? new SignatureCheck.Bad(problem) : new SignatureCheck.Verified();
    }

    public WebhookContent Read(WebhookRequest request) => NexmoWebhook.Read(VonageGateway.Provider, request);
}
