using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Gateways.Nexmo;
using SupportDesk.NumberOrders;

namespace SupportDesk.Gateways.Vonage;

/// <summary>Searches and buys by Vonage's numbers API, with key and secret however sends are made.</summary>
internal sealed class VonageNumbers(IHttpClientFactory clients, IOptions<VonageOptions> options, Redaction redaction, TimeProvider time) : NexmoNumbers(VonageGateway.Provider)
{
    private readonly ProviderLine line = new(clients, VonageGateway.GatewayName, VonageGateway.Provider, redaction, time);

    public override string Gateway => VonageGateway.GatewayName;

    public override MarketTraits Traits => Common with { Missing = options.Value.ApiSecret.Length == 0 ? "Vonage:ApiSecret (VONAGE_API_SECRET) is not set: numbers need it beside the key." : null };

    protected override Task<LineAnswer> AskAsync(HttpMethod method, string path, IReadOnlyList<(string Name, string Value)>? form, CancellationToken cancellation)
    {
        var vonage = options.Value;
        var request = new HttpRequestMessage(method, vonage.ApiUrl.TrimEnd('/') + path) { Headers = { Authorization = BasicCredentials.Of(vonage.ApiKey, vonage.ApiSecret) } };
        return line.AskAsync(request, form is null ? null : WatchedBody.Form(form), vonage.Timeout, cancellation);
    }
}
