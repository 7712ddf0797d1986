using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways;

/// <summary>User and password in the header Authorization, in UTF-8; only the first colon parts them.</summary>
internal static class BasicCredentials
{
    public static AuthenticationHeaderValue Of(string user, string password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>Null when the call carries exactly these; else what is wrong.</summary>
    public static string? Problem(WebhookRequest request, string user, string password)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.GetValueOrDefault("Authorization"), out var given) || !given.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return "The call carries no user and password.";
        var expected = Encoding.ASCII.GetBytes(Of(user, password).Parameter!);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.Parameter ?? ""), expected) ? null : "The call's user or password is not ours.";
    }
}
