using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Messages;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>Sends by MessageBird's REST API: POST /messages, numbers without a plus, answered 201.</summary>
internal sealed class MessageBirdGateway(IHttpClientFactory clients, IOptions<MessageBirdOptions> options, Redaction redaction, TimeProvider time) : ISmsGateway
{
    public const string GatewayName = "messagebird";

    private const string Provider = "MessageBird";

    private readonly ProviderLine line = new(clients, GatewayName, Provider, redaction, time);

    public string Name => GatewayName;

    /// <summary>MessageBird takes 1377 characters, which is nine segments of 153.</summary>
    public int MostSegments => 9;

    public bool AnswersKeywords => true;

    public string? Lack => options.Value.ApiKey.Length == 0 ? "MessageBird:ApiKey (MESSAGEBIRD_API_KEY) is not set." : null;

    public async Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        if (Lack is { } lack)
            return new SendResult.Refused(lack);
        return await line.SendAsync(Request(), Body(text), options.Value.Timeout, Read, cancellation);
    }

    private HttpRequestMessage Request() => new(HttpMethod.Post, options.Value.ApiUrl.TrimEnd('/') + "/messages")
    {
        Headers = { Authorization = new AuthenticationHeaderValue("AccessKey", options.Value.ApiKey), Accept = { new MediaTypeWithQualityHeaderValue("application/json") } },
    };

    private WatchedBody Body(OutboundText text)
    {
        // Told outright: MessageBird's "plain" replaces what GSM 03.38 lacks, and "auto" leaves the count of segments to it.
        var datacoding = Segments.Count(text.Text).Encoding is SmsEncoding.Ucs2 ? "unicode" : "plain";
        var request = new SendRequest(text.From.TrimStart('+'), [text.To.TrimStart('+')], text.Text, text.Reference, datacoding, options.Value.ReportUrl is { Length: > 0 } url ? url : null);
        return new(JsonSerializer.SerializeToUtf8Bytes(request, MessageBirdJson.Default.SendRequest), "application/json");
    }

    private static SendResult Read(HttpResponseMessage response, string? answer)
    {
        var fields = Fields.OfJson(answer);
        return response.IsSuccessStatusCode ? new SendResult.Accepted(fields?.Filled("id")) : new SendResult.Refused(MessageBirdErrors.InWords((int)response.StatusCode, fields));
    }
}
