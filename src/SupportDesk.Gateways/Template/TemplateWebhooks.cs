using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Template;

/// <summary>Webhooks of any HTTP SMS API, by GET, form and JSON; the settings name the fields.</summary>
internal sealed class TemplateWebhooks(IOptions<TemplateOptions> options) : IWebhookReader
{
    public string Gateway => TemplateGateway.GatewayName;

    public SignatureMode Mode => SignatureMode.Enforce;

    public SignatureCheck Verify(WebhookRequest request) =>
        AddressToken.Problem(request, options.Value.WebhookToken) is { } problem ? new SignatureCheck.Bad(problem) : new SignatureCheck.Verified();

    public WebhookContent Read(WebhookRequest request)
    {
        var fields = Fields.Of(request);
        return request.Kind is WebhookKind.Inbound ? Text(request, fields, options.Value.Inbound) : Report(request, fields, options.Value);
    }

    private static WebhookContent Text(WebhookRequest request, Fields fields, TemplateInbound names)
    {
        var (from, text) = (fields.At(names.From), fields.At(names.Text));
        if (from is null && text is null && request.Body.IsEmpty)
            return new WebhookContent.Nothing();
        if (from is not { Length: > 0 })
            return new WebhookContent.Unreadable($"The field \"{names.From}\" is missing.");
        if (text is null)
            return new WebhookContent.Unreadable($"The field \"{names.Text}\" is missing.");
        return new WebhookContent.Texts([new(from, Filled(fields, names.To), text, Filled(fields, names.Id), ProviderDates.Read(fields.At(names.Time)))]);
    }

    private static WebhookContent Report(WebhookRequest request, Fields fields, TemplateOptions template)
    {
        var names = template.Status;
        var (id, reference, word) = (Filled(fields, names.Id), Filled(fields, names.Reference), fields.At(names.State));
        if ((id ?? reference ?? word) is null && request.Body.IsEmpty)
            return new WebhookContent.Nothing();
        if ((id ?? reference) is null)
            return new WebhookContent.Unreadable($"The fields \"{names.Id}\" and \"{names.Reference}\" are missing.");
        MessageState? state = word switch
        {
            null => null,
            _ when word.IsOneOf(names.Delivered) => MessageState.Delivered,
            _ when word.IsOneOf(names.Failed) => MessageState.Failed,
            _ when word.IsOneOf(names.Sent) => MessageState.Sent,
            _ => null,
        };
        return state is { } known
            ? new WebhookContent.Reports([new(id, reference, known, known is MessageState.Failed ? Filled(fields, names.Reason) ?? "The provider could not deliver it." : null, null)
            {
                OptedOut = known is MessageState.Failed && Filled(fields, names.Reason)?.IsOneOf(template.OptedOut) is true,
            }])
            : new WebhookContent.Unreadable($"The field \"{names.State}\" is missing or unknown: \"{word}\".");
    }

    private static string? Filled(Fields fields, string path) => fields.At(path) is { Length: > 0 } value ? value : null;
}
