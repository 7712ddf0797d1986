using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.VonageMessages;

/// <summary>Webhooks of Vonage's Messages API, JSON: version 1 is flat, version 0.1 nests. Vonage joins long texts itself, and reports on them once.</summary>
internal sealed class VonageMessagesWebhooks(IOptions<VonageMessagesOptions> options, TimeProvider time) : IWebhookReader
{
    public string Gateway => VonageMessagesGateway.GatewayName;

    public bool CanVerify => options.Value.SignatureSecret.Length > 0;

    public SignatureMode Mode => CanVerify ? options.Value.SignatureMode : SignatureMode.Off;

    public SignatureCheck Verify(WebhookRequest request) =>
        !CanVerify || request.Body.IsEmpty ? new SignatureCheck.NotChecked() : WebhookToken.Check(request, options.Value, time.GetUtcNow());

    /// <summary>Everything stands in the body; the query is not signed, and so it says nothing.</summary>
    public WebhookContent Read(WebhookRequest request)
    {
        if (request.Body.IsEmpty)
            return new WebhookContent.Nothing();
        if (Fields.OfJson(System.Text.Encoding.UTF8.GetString(request.Body.Span)) is not { } fields)
            return new WebhookContent.Unreadable("The body is no JSON object.");
        return request.Kind is WebhookKind.Inbound ? Text(fields) : Report(fields);
    }

    private static WebhookContent Text(Fields fields)
    {
        if (Party(fields, "from") is not { } from)
            return new WebhookContent.Unreadable("The field \"from\" is missing.");
        if ((fields.First("text") ?? fields.Within("message")?.Within("content")?.First("text")) is not { } text)
            return new WebhookContent.Unreadable($"The field \"text\" is missing (message type \"{fields.Filled("message_type")}\").");
        return new WebhookContent.Texts([new(from, Party(fields, "to"), text, fields.Filled("message_uuid"), ProviderDates.Read(fields.Filled("timestamp")))]);
    }

    private static string? Party(Fields fields, string name) =>
        fields.Within(name) is { } party ? party.Filled("number", "id") : fields.Filled(name);

    private static WebhookContent Report(Fields fields)
    {
        var (id, reference) = (fields.Filled("message_uuid"), fields.Filled("client_ref"));
        if ((id ?? reference) is null)
            return new WebhookContent.Unreadable("The fields \"message_uuid\" and \"client_ref\" are missing.");
        MessageState? state = fields.Filled("status")?.ToLowerInvariant() switch
        {
            "submitted" => MessageState.Sent,
            "delivered" or "read" => MessageState.Delivered,
            "rejected" or "undeliverable" => MessageState.Failed,
            _ => null,
        };
        return state is { } known
            ? new WebhookContent.Reports([new(id, reference, known, known is MessageState.Failed ? MessagesErrors.InWords(fields.Within("error")) : null, ProviderDates.Read(fields.Filled("timestamp")))
            {
                OptedOut = known is MessageState.Failed && MessagesErrors.IsOptOut(MessagesErrors.CodeOf(fields.Within("error"))),
            }])
            : new WebhookContent.Unreadable($"The field \"status\" is missing or unknown: \"{fields.Filled("status")}\".");
    }
}
