using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Gateways.Nexmo;
using SupportDesk.Messages;

namespace SupportDesk.Gateways.Kpn;

/// <summary>Sends by KPN: Nexmo's SMS API behind an OAuth token.</summary>
internal sealed class KpnGateway(IHttpClientFactory clients, IOptions<KpnOptions> options, KpnToken tokens, Redaction redaction, TimeProvider time) : ISmsGateway
{
    public const string GatewayName = "kpn";
    public const string Provider = "KPN";

    private readonly ProviderLine line = new(clients, GatewayName, Provider, redaction, time);

    public string Name => GatewayName;

    public int MostSegments => NexmoSms.MostSegments;

    public async Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        var first = await tokens.GetAsync(refused: null, cancellation);
        if (first.Token is null)
            return first.Refusal!;
        var (result, isTokenRefused) = await SendAsync(text, first.Token, cancellation);
        if (!isTokenRefused)
            return result;
        var second = await tokens.GetAsync(refused: first.Token, cancellation);
        if (second.Token is null)
            return second.Refusal! with { Exchanges = result.Exchanges };
        var (again, isRefusedAgain) = await SendAsync(text, second.Token, cancellation);
        return (isRefusedAgain ? new SendResult.Refused("KPN does not accept its own token (401).") : again) with { Exchanges = [.. result.Exchanges, .. again.Exchanges] };
    }

    /// <summary>Whether KPN refused the token, and so certainly did not take the text.</summary>
    private async Task<(SendResult Result, bool IsTokenRefused)> SendAsync(OutboundText text, string token, CancellationToken cancellation)
    {
        var isTokenRefused = false;
        var result = await line.SendAsync(Request(token), WatchedBody.Form(NexmoSms.Parameters(text, AddressToken.AddTo(options.Value.ReportUrl, options.Value.WebhookToken))), options.Value.Timeout, Answer, cancellation);
        return (result, isTokenRefused);

        SendResult Answer(HttpResponseMessage response, string? answer)
        {
            isTokenRefused = response.StatusCode is HttpStatusCode.Unauthorized;
            return Read(response, answer);
        }
    }

    private HttpRequestMessage Request(string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, options.Value.ApiUrl.TrimEnd('/') + "/communication/nexmo/sms/send");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (options.Value.TwoWay)
            request.Headers.Add("inbound", "yes");
        return request;
    }

    private static SendResult Read(HttpResponseMessage response, string? answer)
    {
        var fields = Fields.OfJson(answer);
        return response.IsSuccessStatusCode ? NexmoSms.Read(Provider, fields) : new SendResult.Refused(KpnErrors.InWords((int)response.StatusCode, fields));
    }
}
