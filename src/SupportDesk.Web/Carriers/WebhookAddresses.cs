using Microsoft.Extensions.Options;
using SupportDesk.Gateways;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Carriers;

/// <summary>The addresses of our webhooks exactly as carriers must call them, with our word where one needs it.</summary>
public sealed class WebhookAddresses(CarrierDesk carriers, IOptions<WebOptions> web)
{
    /// <summary>The desk knows its own address, so that carriers can be told.</summary>
    public bool AreKnown => web.Value.PublicOrigin.Length > 0;

    /// <summary>Where customers' texts go; null while the desk does not know its own address.</summary>
    public string? Inbound(string gateway) => AreKnown ? Of(gateway, "inbound", "") : null;

    /// <param name="gateway">Whose webhook.</param>
    /// <param name="kind">"inbound" or "status".</param>
    /// <param name="asCalled">The desk's address as somebody called it; counts while no other is known.</param>
    public string Of(string gateway, string kind, string asCalled)
    {
        var origin = (AreKnown ? web.Value.PublicOrigin : asCalled).TrimEnd('/');
        var address = $"{origin}/webhooks/{gateway}/{kind}";
        return Providers.All.FirstOrDefault(provider => provider.Gateway == gateway) is { AddressToken: { } key } known
            && carriers.Settings[$"{known.Section}:{key}"] is { Length: > 0 } token ? $"{address}?token={Uri.EscapeDataString(token)}" : address;
    }
}
