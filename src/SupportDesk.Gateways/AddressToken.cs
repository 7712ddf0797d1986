using System.Security.Cryptography;
using System.Text;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways;

/// <summary>The secret in the address of a provider that signs nothing: ?token=… . It is left out where a call is kept.</summary>
internal static class AddressToken
{
    private const string Name = "token";

    /// <summary>Null when the call's address carries it; else what is wrong.</summary>
    public static string? Problem(WebhookRequest request, string token) =>
        FormPairs.Of(request.Query).Any(pair => pair.Name == Name && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(pair.Value ?? ""), Encoding.UTF8.GetBytes(token)))
            ? null
            : "The address that was called lacks our token.";

    /// <summary>The address with the token, where there are both.</summary>
    public static string AddTo(string url, string token) =>
        url.Length == 0 || token.Length == 0 ? url : $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Name}={Uri.EscapeDataString(token)}";
}
