using System.Globalization;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Gateways.Nexmo;
using SupportDesk.Messages;

namespace SupportDesk.Gateways.Vonage;

/// <summary>Sends by Vonage's SMS API: POST /sms/json, a form, numbers without a plus, answered 200 whatever became of the text.</summary>
internal sealed class VonageGateway(IHttpClientFactory clients, IOptions<VonageOptions> options, Redaction redaction, TimeProvider time) : ISmsGateway
{
    public const string GatewayName = "vonage";
    public const string Provider = "Vonage";

    private readonly ProviderLine line = new(clients, GatewayName, Provider, redaction, time);

    public string Name => GatewayName;

    public int MostSegments => NexmoSms.MostSegments;

    public Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        var vonage = options.Value;
        var request = new HttpRequestMessage(HttpMethod.Post, vonage.ApiUrl.TrimEnd('/') + "/sms/json");
        if (vonage.Auth is VonageAuth.Basic)
            request.Headers.Authorization = BasicCredentials.Of(vonage.ApiKey, vonage.ApiSecret);
        var parameters = Identified(NexmoSms.Parameters(text, vonage.ReportUrl), vonage);
        return line.SendAsync(request, WatchedBody.Form(parameters), vonage.Timeout, Read, cancellation);
    }

    /// <summary>A signed send leaves the secret out: with both, Vonage takes nothing (status 32).</summary>
    private List<(string Name, string Value)> Identified(List<(string Name, string Value)> parameters, VonageOptions vonage)
    {
        switch (vonage.Auth)
        {
            case VonageAuth.Body:
                return [("api_key", vonage.ApiKey), ("api_secret", vonage.ApiSecret), .. parameters];
            case VonageAuth.Signature:
                List<(string Name, string Value)> signed = [("api_key", vonage.ApiKey), .. parameters, ("timestamp", time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))];
                return [.. signed, (VonageSignature.Name, VonageSignature.Of(signed, vonage.SignatureSecret, vonage.SignatureMethod))];
            default:
                return parameters;
        }
    }

    private static SendResult Read(HttpResponseMessage response, string? answer)
    {
        if (response.IsSuccessStatusCode)
            return NexmoSms.Read(Provider, Fields.OfJson(answer));
        var words = Fields.OfJson(answer)?.Filled("error-text", "error_title", "title", "detail");
        return new SendResult.Refused(words is null ? $"Vonage answered {(int)response.StatusCode}." : $"Vonage: {words}");
    }
}
