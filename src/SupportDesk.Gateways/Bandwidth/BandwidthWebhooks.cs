using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Bandwidth;

/// <summary>
/// Bandwidth's webhooks: V2 calls with an array of events, V1 with one object; texts and reports may come to one address. Bandwidth signs nothing, so that
/// user and password are required.
/// </summary>
internal sealed class BandwidthWebhooks(IOptions<BandwidthOptions> options) : IWebhookReader
{
    public string Gateway => BandwidthGateway.GatewayName;

    public SignatureMode Mode => SignatureMode.Enforce;

    public SignatureCheck Verify(WebhookRequest request) =>
        BasicCredentials.Problem(request, options.Value.WebhookUser, options.Value.WebhookPassword) is { } problem ? new SignatureCheck.Bad(problem) : new SignatureCheck.Verified();

    public WebhookContent Read(WebhookRequest request)
    {
        if (request.Body.IsEmpty)
            return new WebhookContent.Nothing();
        return Fields.ListOf(Encoding.UTF8.GetString(request.Body.Span)) switch
        {
            null => new WebhookContent.Unreadable("The body is no JSON array or object."),
            [var one] => Event(one),
            var events => new WebhookContent.Several([.. events.Select(happened => Event(happened) with { Own = happened?.Json })]),
        };
    }

    private static WebhookContent Event(Fields? happened)
    {
        if (happened is null)
            return new WebhookContent.Unreadable("An event is no JSON object.");
        if (happened.Filled("eventType") is not null)
            return V1(happened);
        if (happened.Within("message") is not { } message)
            return new WebhookContent.Unreadable("The field \"message\" is missing.");
        var isOurs = message.Filled("direction") is "out";
        return happened.Filled("type") switch
        {
            "message-received" when isOurs => new WebhookContent.Nothing(),
            "message-received" => Text(message, message.Filled("owner") ?? happened.Filled("to"), "id"),
            "message-sending" or "message-sent" => Report(happened, message, MessageState.Sent),
            "message-delivered" or "message-read" => Report(happened, message, MessageState.Delivered),
            "message-failed" => Report(happened, message, MessageState.Failed),
            var type => new WebhookContent.Unreadable($"The event type is missing or unknown: \"{type}\"."),
        };
    }

    private static WebhookContent V1(Fields happened)
    {
        if (happened.Filled("direction") is not "out")
            return Text(happened, happened.Filled("to"), "messageId");
        MessageState? state = (happened.Filled("deliveryState"), happened.Filled("state")) switch
        {
            ("delivered", _) => MessageState.Delivered,
            ("not-delivered", _) or (_, "error") => MessageState.Failed,
            ("waiting", _) or (_, "queued" or "sending" or "sent") => MessageState.Sent,
            _ => null,
        };
        return state is { } known
            ? Report(happened.Filled("messageId"), happened.Filled("tag"), known, Code(happened.Filled("deliveryCode")), happened.Filled("deliveryDescription"), happened.Filled("time"))
            : new WebhookContent.Unreadable($"The state is missing or unknown: \"{happened.Filled("deliveryState", "state")}\".");
    }

    private static WebhookContent Text(Fields message, string? to, string id)
    {
        if (message.Filled("from") is not { } from)
            return new WebhookContent.Unreadable("The field \"from\" is missing.");
        var media = message.Texts("media");
        if (message.First("text") is null && media is null)
            return new WebhookContent.Unreadable("The field \"text\" is missing.");
        return new WebhookContent.Texts([new(from, to, message.First("text") ?? "", message.Filled(id), ProviderDates.Read(message.Filled("time"))) { Media = media }]);
    }

    private static WebhookContent Report(Fields happened, Fields message, MessageState state) =>
        Report(message.Filled("id"), message.Filled("tag"), state, Code(happened.Filled("errorCode")), happened.Filled("description"), happened.Filled("time"));

    private static WebhookContent Report(string? id, string? reference, MessageState state, int? code, string? description, string? time)
    {
        if ((id ?? reference) is null)
            return new WebhookContent.Unreadable("The message's id is missing.");
        var known = state is MessageState.Failed && BandwidthErrors.IsOpen(code) ? MessageState.Sent : state;
        return new WebhookContent.Reports([new(id, reference, known, known is MessageState.Failed ? BandwidthErrors.InWords(code, description) : null, ProviderDates.Read(time))
        {
            OptedOut = known is MessageState.Failed && BandwidthErrors.IsOptOut(code),
        }]);
    }

    private static int? Code(string? written) => int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
}
