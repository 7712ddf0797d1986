using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Nexmo;

/// <summary>Nexmo's webhooks, by GET, form or JSON: msisdn is always the customer's side.</summary>
internal static class NexmoWebhook
{
    private static readonly string[] Own = ["msisdn", "to", "text", "messageId", "status", "data"];

    /// <summary>A call by GET without any field of ours: Vonage asks so whether an address is there when it is set up.</summary>
    public static bool IsProbe(WebhookRequest request) =>
        request.Body.IsEmpty && Own.All(name => Fields.Of(request).First(name) is null);

    public static WebhookContent Read(string provider, WebhookRequest request)
    {
        if (IsProbe(request))
            return new WebhookContent.Nothing();
        var fields = Fields.Of(request);
        return request.Kind is WebhookKind.Inbound ? Text(request, fields) : Report(provider, fields);
    }

    private static WebhookContent Text(WebhookRequest request, Fields fields)
    {
        if (fields.Filled("msisdn") is not { } from)
            return new WebhookContent.Unreadable("The field \"msisdn\" is missing.");
        if (fields.First("text") is not { } text)
            return new WebhookContent.Unreadable($"The field \"text\" is missing (type \"{fields.Filled("type")}\").");
        var part = TextPart.Read(fields.Filled("concat-ref"), fields.Filled("concat-total"), fields.Filled("concat-part"));
        var letters = part is null ? text : Fields.Of(request, keepHalves: true).First("text") ?? text;
        return new WebhookContent.Texts(
        [
            new(from, fields.Filled("to"), letters, fields.Filled("messageId"), ProviderDates.Read(fields.Filled("message-timestamp")))
            {
                Part = part,
            },
        ]);
    }

    private static WebhookContent Report(string provider, Fields fields)
    {
        var (id, reference) = (fields.Filled("messageId"), fields.Filled("client-ref"));
        if ((id ?? reference) is null)
            return new WebhookContent.Unreadable("The fields \"messageId\" and \"client-ref\" are missing.");
        if (State(fields.Filled("status")) is not { } state)
            return new WebhookContent.Unreadable($"The field \"status\" is missing or unknown: \"{fields.Filled("status")}\".");
        var reason = state is MessageState.Failed ? NexmoErrors.OfDelivering(provider, fields.Filled("err-code"), fields.Filled("status")?.ToLowerInvariant()) : null;
        return new WebhookContent.Reports([new(id, reference, state, reason, ProviderDates.Read(fields.Filled("message-timestamp"))) { IsOfOnePart = true, OptedOut = state is MessageState.Failed && NexmoErrors.IsOptOut(fields.Filled("err-code")) }]);
    }

    /// <summary>"unknown" is no bad news: nothing more is known than that the text was taken.</summary>
    private static MessageState? State(string? status) => status?.ToLowerInvariant() switch
    {
        "accepted" or "buffered" or "unknown" => MessageState.Sent,
        "delivered" => MessageState.Delivered,
        "expired" or "failed" or "rejected" => MessageState.Failed,
        _ => null,
    };
}
