using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Gateways.Nexmo;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;

namespace SupportDesk.Gateways.Kpn;

/// <summary>Searches and buys by KPN: Nexmo's numbers API behind the token that sends use. A test application has a call of its own for its webhook.</summary>
internal sealed class KpnNumbers(IHttpClientFactory clients, IOptions<KpnOptions> options, KpnToken tokens, Redaction redaction, TimeProvider time) : NexmoNumbers(KpnGateway.Provider)
{
    private const string Numbers = "/communication/nexmo/phone-numbers";

    private readonly ProviderLine line = new(clients, KpnGateway.GatewayName, KpnGateway.Provider, redaction, time);

    public override string Gateway => KpnGateway.GatewayName;

    public override MarketTraits Traits => Common with { Registers = true };

    /// <summary>Answered with a sentence.</summary>
    public override Task<MarketResult<string>> RegisterAsync(string number, string inbound, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Post, "/communication/nexmo/sms/register", [("to", number.TrimStart('+')), ("callback_url", inbound)], cancellation).ReadAsync<string>(KpnGateway.Provider, answer => answer.IsSuccess
            ? new MarketResult<string>.Done($"KPN: {MarketFields.Words(answer.Json?.Filled("message") ?? "The address is registered.")}")
            : new MarketResult<string>.Refused(Words(answer)));

    protected override Task<LineAnswer> AskAsync(HttpMethod method, string path, IReadOnlyList<(string Name, string Value)>? form, CancellationToken cancellation) =>
        CallAsync(method, Numbers + path, form, cancellation);

    protected override string Words(LineAnswer answer) => KpnErrors.InWords(answer.Status!.Value, answer.Json);

    /// <summary>A token that KPN refuses (401) is asked for once more, and the question repeated once: it was certainly not taken.</summary>
    private async Task<LineAnswer> CallAsync(HttpMethod method, string path, IReadOnlyList<(string Name, string Value)>? form, CancellationToken cancellation)
    {
        var first = await tokens.GetAsync(refused: null, cancellation);
        if (first.Token is null)
            return new(null, null) { NotAsked = first.Refusal };
        var answer = await CallAsync(method, path, form, first.Token, cancellation);
        if (answer.Status is not 401)
            return answer;
        var second = await tokens.GetAsync(refused: first.Token, cancellation);
        if (second.Token is null)
            return new(null, null) { NotAsked = second.Refusal };
        var again = await CallAsync(method, path, form, second.Token, cancellation);
        return again.Status is 401 ? again with { NotAsked = new SendResult.Refused("KPN does not accept its own token (401).") } : again;
    }

    private Task<LineAnswer> CallAsync(HttpMethod method, string path, IReadOnlyList<(string Name, string Value)>? form, string token, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(method, options.Value.ApiUrl.TrimEnd('/') + path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        return line.AskAsync(request, form is null ? null : WatchedBody.Form(form), options.Value.Timeout, cancellation);
    }
}
