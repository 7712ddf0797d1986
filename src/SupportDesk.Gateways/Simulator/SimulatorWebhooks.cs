using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Simulator;

/// <summary>The simulated carrier's webhooks, forms both: from, to, text, id, time, media0 and so on for a text; id, reference, status, reason for a report.</summary>
internal sealed class SimulatorWebhooks(SimulatorKey key) : IWebhookReader
{
    public string Gateway => SimulatorGateway.GatewayName;

    public SignatureMode Mode => SignatureMode.Enforce;

    /// <summary>Its numbers are for trying things out, by other carriers' addresses too.</summary>
    public SignatureMode ModeElsewhere => SignatureMode.Off;

    public SignatureCheck Verify(WebhookRequest request) =>
        key.IsOn(request) ? new SignatureCheck.Verified() : new SignatureCheck.Bad("The call does not come from the simulated carrier.");

    public WebhookContent Read(WebhookRequest request)
    {
        var fields = Fields.Of(request);
        if (fields.Count == 0)
            return request.Body.IsEmpty ? new WebhookContent.Nothing() : new WebhookContent.Unreadable("The body holds no fields.");
        return request.Kind is WebhookKind.Inbound ? Text(fields) : Report(fields);
    }

    private static WebhookContent Text(Fields fields) => (fields.Filled("from"), fields.First("text")) switch
    {
        (null, _) => new WebhookContent.Unreadable("The field \"from\" is missing."),
        (_, null) => new WebhookContent.Unreadable("The field \"text\" is missing."),
        (var from, var text) => new WebhookContent.Texts([new(from, fields.Filled("to"), text, fields.Filled("id"), ProviderDates.Read(fields.Filled("time"))) { Media = Media(fields) }]),
    };

    private static List<string>? Media(Fields fields) =>
        fields.Filled("media0") is null ? null : [.. Enumerable.Range(0, MediaLimits.Desk.MostFiles).Select(place => fields.Filled(FormattableString.Invariant($"media{place}"))).OfType<string>()];

    private static WebhookContent Report(Fields fields)
    {
        if (fields.Filled("id", "reference") is null)
            return new WebhookContent.Unreadable("The fields \"id\" and \"reference\" are missing.");
        MessageState? state = fields.Filled("status") switch
        {
            "sent" => MessageState.Sent,
            "delivered" => MessageState.Delivered,
            "failed" => MessageState.Failed,
            _ => null,
        };
        return state is { } known
            ? new WebhookContent.Reports([new(fields.Filled("id"), fields.Filled("reference"), known, fields.Filled("reason"), ProviderDates.Read(fields.Filled("time")))])
            : new WebhookContent.Unreadable($"The field \"status\" is missing or unknown: \"{fields.Filled("status")}\".");
    }
}
