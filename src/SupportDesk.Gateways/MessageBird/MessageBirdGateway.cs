using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using SupportDesk.Messages;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>Sends by MessageBird's REST API: POST /messages, numbers without a plus, answered 201.</summary>
internal sealed class MessageBirdGateway(IHttpClientFactory clients, IOptions<MessageBirdOptions> options, TimeProvider time) : ISmsGateway
{
    public const string GatewayName = "messagebird";

    private const string Provider = "MessageBird";
    private const int LongestAnswer = 64 * 1024;

    public string Name => GatewayName;

    /// <summary>MessageBird takes 1377 characters, which is nine segments of 153.</summary>
    public int MostSegments => 9;

    public async Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        if (options.Value.ApiKey.Length == 0)
            return new SendResult.Refused("MessageBird:ApiKey (MESSAGEBIRD_API_KEY) is not set.");
        using var body = Body(text);
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var request = Request(body);
            using var client = clients.CreateClient(GatewayName);

            // The status says what became of the text: an answer that breaks off behind it is an answer.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(response, either.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            if (!body.MayHaveLeft)
                cancellation.ThrowIfCancellationRequested();
            return Sending.WithoutAnswer(Provider, body);
        }
    }

    private HttpRequestMessage Request(WatchedBody body) => new(HttpMethod.Post, options.Value.ApiUrl.TrimEnd('/') + "/messages")
    {
        Headers = { Authorization = new AuthenticationHeaderValue("AccessKey", options.Value.ApiKey), Accept = { new MediaTypeWithQualityHeaderValue("application/json") } },
        Content = body,
    };

    private WatchedBody Body(OutboundText text)
    {
        // Told outright: MessageBird's "plain" replaces what GSM 03.38 lacks, and "auto" leaves the count of segments to it.
        var datacoding = Segments.Count(text.Text).Encoding is SmsEncoding.Ucs2 ? "unicode" : "plain";
        var request = new SendRequest(text.From.TrimStart('+'), [text.To.TrimStart('+')], text.Text, text.Reference, datacoding, options.Value.ReportUrl is { Length: > 0 } url ? url : null);
        return new(JsonSerializer.SerializeToUtf8Bytes(request, MessageBirdJson.Default.SendRequest), "application/json");
    }

    private async Task<SendResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
            return new SendResult.Accepted(await JsonAsync(response, MessageBirdJson.Default.SendAnswer, cancellation) is { Id: { Length: > 0 } id } ? id : null);
        if (Sending.Trouble(Provider, response, time.GetUtcNow()) is { } trouble)
            return trouble;
        var errors = (await JsonAsync(response, MessageBirdJson.Default.ErrorAnswer, cancellation))?.Errors ?? [];
        return new SendResult.Refused(errors.Count == 0
            ? $"MessageBird answered {(int)response.StatusCode}."
            : $"MessageBird: {string.Join("; ", errors.Select(InWords))}");
    }

    /// <summary>Null when the answer cannot be read: a text that was taken is taken, whatever else the answer says.</summary>
    private static async Task<T?> JsonAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellation);
            return await response.Content.ReadFromJsonAsync(type, cancellation);
        }
        catch (Exception error) when (error is JsonException or HttpRequestException or IOException or OperationCanceledException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string InWords(ErrorItem error) => error switch
    {
        { Code: 2 } => "the access key is not accepted",
        { Code: 25 } => "not enough balance",
        { Description: { Length: > 0 } description } => description,
        _ => $"error {error.Code}",
    };
}
