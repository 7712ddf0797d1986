using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>
/// MessageBird's webhooks. Its Flow Builder, classic numbers and short codes name the same things differently, by GET, form and JSON; all are taken on one address.
/// </summary>
internal sealed class MessageBirdWebhooks(IOptions<MessageBirdOptions> options, TimeProvider time) : IWebhookReader
{
    private const int LongestStatus = 40;

    public string Gateway => MessageBirdGateway.GatewayName;

    public bool CanVerify => options.Value.Keys.Any();

    public SignatureMode Mode => CanVerify ? options.Value.SignatureMode : SignatureMode.Off;

    public SignatureCheck Verify(WebhookRequest request)
    {
        if (!CanVerify)
            return new SignatureCheck.NotChecked();
        var keys = options.Value.Keys.ToList();
        var problem = request.Headers switch
        {
            var headers when headers.TryGetValue(JwtSignature.Header, out var token) => JwtSignature.Problem(request, token, keys, time.GetUtcNow(), options.Value.Leeway),
            var headers when headers.TryGetValue(LegacySignature.Header, out var signature) => LegacySignature.Problem(request, signature, keys, time.GetUtcNow(), options.Value.LegacyWindow),
            _ => "The call is not signed.",
        };
        return problem is null ? new SignatureCheck.Verified() : new SignatureCheck.Bad(problem);
    }

    public WebhookContent Read(WebhookRequest request)
    {
        var fields = Fields.Of(request);
        if (fields.Count == 0)
            return request.Body.IsEmpty ? new WebhookContent.Nothing() : new WebhookContent.Unreadable("The body holds no fields.");
        return request.Kind is WebhookKind.Inbound ? Text(fields) : Report(fields);
    }

    private static WebhookContent Text(Fields fields)
    {
        if (fields.Filled("originator") is not { } from)
            return new WebhookContent.Unreadable("The field \"originator\" is missing.");
        if (fields.First("payload", "body", "incomingMessage", "message") is not { } text)
            return new WebhookContent.Unreadable("The text is missing: none of the fields \"payload\", \"body\", \"incomingMessage\", \"message\" is there.");
        return new WebhookContent.Texts(
        [
            new(from, fields.Filled("recipient", "receiver", "shortcode"), text, fields.Filled("message_id", "id", "mid"), ProviderDates.Read(fields.Filled("createdDatetime", "receive_datetime", "date_utc"))) { Media = fields.Texts("mediaURLs") },
        ]);
    }

    private static WebhookContent Report(Fields fields)
    {
        if (fields.Filled("id", "reference") is null)
            return new WebhookContent.Unreadable("The fields \"id\" and \"reference\" are missing.");
        if (State(fields.Filled("status")) is not { } state)
            return new WebhookContent.Unreadable($"The field \"status\" is missing or unknown: \"{Shortened(fields.Filled("status"))}\".");
        return new WebhookContent.Reports(
        [
            new(fields.Filled("id"), fields.Filled("reference"), state, state is MessageState.Failed ? Reason(fields) : null, ProviderDates.Read(fields.Filled("statusDatetime")))
            {
                OptedOut = state is MessageState.Failed && IsOptOut(fields.Filled("statusErrorCode")),
            },
        ]);
    }

    /// <summary>The customer has texted STOP, and MessageBird blocks the pair of numbers.</summary>
    private static bool IsOptOut(string? code) => code is "103";

    private static MessageState? State(string? status) => status?.ToLowerInvariant() switch
    {
        "scheduled" or "sent" or "buffered" => MessageState.Sent,
        "delivered" => MessageState.Delivered,
        "expired" or "delivery_failed" => MessageState.Failed,
        _ => null,
    };

    /// <summary>What anybody may have sent goes into the log: enough of it to see what it is.</summary>
    private static string? Shortened(string? status) => status?.Length > LongestStatus ? status[..LongestStatus] + "…" : status;

    private static string Reason(Fields fields) => (fields.Filled("statusErrorCode"), fields.Filled("status")) switch
    {
        ("103", _) => "The customer has opted out.",
        ("1" or "2" or "3" or "5" or "9" or "10" or "11" or "12", _) => "The number is unknown, or its phone was absent.",
        ("34", _) => "The carrier's system failed.",
        (_, "expired") => "The phone could not be reached in time.",
        _ => fields.Filled("statusReason") is { } reason ? $"MessageBird: {reason}" : "MessageBird could not deliver it.",
    };
}
