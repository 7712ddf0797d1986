using System.Text;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Support;

/// <summary>A provider's call as a gateway gets it.</summary>
internal static class Calls
{
    public static WebhookRequest Get(string gateway, string query, WebhookKind kind = WebhookKind.Inbound) => Make(gateway, kind, "GET", query, "");

    public static WebhookRequest Post(string gateway, string body, WebhookKind kind = WebhookKind.Inbound, params (string Name, string Value)[] headers) => Make(gateway, kind, "POST", "", body, headers);

    public static WebhookRequest Make(string gateway, WebhookKind kind, string method, string query, string body, params (string Name, string Value)[] headers) =>
        Make(gateway, kind, method, query, Encoding.UTF8.GetBytes(body), headers);

    public static WebhookRequest Make(string gateway, WebhookKind kind, string method, string query, byte[] body, params (string Name, string Value)[] headers) => new()
    {
        Gateway = gateway,
        Kind = kind,
        Method = method,
        Url = $"https://desk.example.org/webhooks/{gateway}/{(kind is WebhookKind.Inbound ? "inbound" : "status")}{query}",
        Headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
        Body = body,
    };

    public static (string Name, string Value) Basic(string user, string password) => ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
