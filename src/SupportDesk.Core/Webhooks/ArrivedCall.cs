using System.Text;
using SupportDesk.Exchanges;

namespace SupportDesk.Webhooks;

/// <summary>A call as the messages that it brought keep it. Its secrets are taken out once, and only when it brought any.</summary>
internal sealed class ArrivedCall(WebhookRequest request, DateTimeOffset at, Redaction redaction)
{
    private Exchange? whole;

    /// <param name="kind">What it brought.</param>
    /// <param name="own">The message's own part of the body; null: all of it. Other customers' words are none of this one's.</param>
    public Exchange As(ExchangeKind kind, string? own)
    {
        whole ??= new(kind, at, request.Method, redaction.Address(request.Url));
        return whole with
        {
            Kind = kind,
            Asked = own is null ? Body : redaction.Body(request.ContentType, Encoding.UTF8.GetBytes(own)),
        };
    }

    private ExchangeBody? Body => field ??= redaction.Body(request.ContentType, request.Body.Span);
}
