using SupportDesk.Messages;
using SupportDesk.Webhooks;
namespace SupportDesk.Gateways.MessageBird;
internal static class Pending { public static void AddMessageBird(this IServiceCollection services, IConfiguration configuration) { services.AddSingleton<IWebhookReader, R>(); } 
 private sealed class R : IWebhookReader { public string Gateway => "messagebird"; public SignatureMode Mode => SignatureMode.Enforce; public SignatureCheck Verify(WebhookRequest r) => new SignatureCheck.NotChecked();
  public WebhookContent Read(WebhookRequest r) { var q = System.Web.HttpUtility.ParseQueryString(r.Kind == WebhookKind.Inbound ? System.Text.Encoding.UTF8.GetString(r.Body.Span) : r.Query);
   if (r.Kind == WebhookKind.Status) return new WebhookContent.Reports([new DeliveryReport(q["id"], q["reference"], q["status"]=="delivered"?MessageState.Delivered:q["status"]=="delivery_failed"?MessageState.Failed:MessageState.Sent, null, null)]);
   if (q.Count==0) return new WebhookContent.Nothing(); if (q["originator"] is null) return new WebhookContent.Unreadable("originator is missing"); return new WebhookContent.Texts([new InboundText(q["originator"]!, q["recipient"], q["payload"]??"", q["message_id"], null)]); } } }
