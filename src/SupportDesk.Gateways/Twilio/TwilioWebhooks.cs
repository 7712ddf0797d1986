using System.Globalization;
using Microsoft.Extensions.Options;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Twilio;

/// <summary>Twilio's webhooks: forms, signed with the account's token. New fields come without notice and are ignored.</summary>
internal sealed class TwilioWebhooks(IOptions<TwilioOptions> options) : IWebhookReader
{
    private const int MostMedia = 10;

    public string Gateway => TwilioGateway.GatewayName;

    public SignatureMode Mode => options.Value.SignatureMode;

    /// <summary>Twilio texts the customer whatever plain text it is answered: nothing must be said in its own language.</summary>
    public WebhookReply? Reply { get; } = new("text/xml", """<?xml version="1.0" encoding="UTF-8"?><Response></Response>""");

    public SignatureCheck Verify(WebhookRequest request) =>
        TwilioSignature.Problem(request, options.Value.AuthToken) is { } problem ? new SignatureCheck.Bad(problem) : new SignatureCheck.Verified();

    public WebhookContent Read(WebhookRequest request)
    {
        var fields = Fields.Of(request);
        if (fields.Count == 0)
            return request.Body.IsEmpty ? new WebhookContent.Nothing() : new WebhookContent.Unreadable("The body holds no fields.");
        return request.Kind is WebhookKind.Inbound ? Text(fields) : Report(fields);
    }

    private static WebhookContent Text(Fields fields)
    {
        if (fields.Filled("From") is not { } from)
            return new WebhookContent.Unreadable("The field \"From\" is missing.");
        var media = fields.Filled("MediaUrl0") is null ? null : Media(fields);
        if (fields.First("Body") is not { } text)
        {
            if (media is null)
                return new WebhookContent.Unreadable("The field \"Body\" is missing.");
            text = "";
        }

        return new WebhookContent.Texts(
        [
            new(from, fields.Filled("To"), text, fields.Filled("MessageSid", "SmsMessageSid", "SmsSid"), null) { Media = media, Keyword = Word(fields.Filled("OptOutType")) },
        ]);
    }

    /// <summary>With Advanced Opt-Out, Twilio says what it took the text for; then it has answered it.</summary>
    private static Keyword? Word(string? type) => type?.ToUpperInvariant() switch
    {
        "STOP" => Keyword.OptOut,
        "START" => Keyword.OptIn,
        "HELP" => Keyword.Help,
        _ => null,
    };

    private static List<string> Media(Fields fields) =>
        [.. Enumerable.Range(0, MostMedia).Select(number => fields.Filled($"MediaUrl{number.ToString(CultureInfo.InvariantCulture)}")).OfType<string>()];

    private static WebhookContent Report(Fields fields)
    {
        var (id, reference) = (fields.Filled("MessageSid", "SmsSid"), fields.Filled(TwilioGateway.Reference));
        if ((id ?? reference) is null)
            return new WebhookContent.Unreadable("The field \"MessageSid\" is missing.");
        var status = fields.Filled("MessageStatus", "SmsStatus");
        if (State(status) is not { } state)
            return new WebhookContent.Unreadable($"The field \"MessageStatus\" is missing or unknown: \"{status}\".");
        return new WebhookContent.Reports([new(id, reference, state, state is MessageState.Failed ? Reason(fields.Filled("ErrorCode"), status) : null, null) { OptedOut = state is MessageState.Failed && TwilioErrors.IsOptOut(fields.Filled("ErrorCode")) }]);
    }

    private static MessageState? State(string? status) => status?.ToLowerInvariant() switch
    {
        "accepted" or "scheduled" or "queued" or "sending" or "sent" => MessageState.Sent,
        "delivered" or "read" => MessageState.Delivered,
        "undelivered" or "failed" or "canceled" or "partially_delivered" => MessageState.Failed,
        _ => null,
    };

    private static string Reason(string? code, string? status) =>
        TwilioErrors.InWords(code)
        ?? (status is "partially_delivered" ? "Only a part of it was delivered." : code is null ? "Twilio could not deliver it." : $"Twilio could not deliver it (error {code}).");
}
