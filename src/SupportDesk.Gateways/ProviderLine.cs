using System.Text;
using SupportDesk.Exchanges;
using SupportDesk.Messages;

namespace SupportDesk.Gateways;

/// <summary>The line to one provider's HTTP side: one send at a time is asked and answered, and a broken line is an answer too. What went over it is kept with the result.</summary>
/// <param name="clients">Makes the client that was registered by <see cref="Sending.AddProviderClient"/>.</param>
/// <param name="gateway">Name of the gateway, and of its client.</param>
/// <param name="provider">The provider's name in words.</param>
/// <param name="redaction">Takes the secrets out of what is kept.</param>
/// <param name="time">Counts the time-out.</param>
internal sealed class ProviderLine(IHttpClientFactory clients, string gateway, string provider, Redaction redaction, TimeProvider time)
{
    private const int LongestAnswer = 64 * 1024;

    /// <summary>Sends once. Throws only when cancelled before the body may have left.</summary>
    /// <param name="request">Disposed here, with its body.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="timeout">How long the answer is waited for.</param>
    /// <param name="read">What an answer means; it gets the answer's text, null when that could not be read.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<SendResult> SendAsync(HttpRequestMessage request, WatchedBody body, TimeSpan timeout, Func<HttpResponseMessage, string?, SendResult> read, CancellationToken cancellation)
    {
        var (result, call) = await CallAsync(request, body, timeout, (response, answer) => Read(response, answer, read), () => Sending.WithoutAnswer(provider, body), cancellation);
        return result with { Exchanges = [call] };
    }

    /// <summary>Asks once, for what is no text. Throws only when cancelled before a body may have left.</summary>
    public async Task<LineAnswer> AskAsync(HttpRequestMessage request, WatchedBody? body, TimeSpan timeout, CancellationToken cancellation)
    {
        var (result, _) = await CallAsync(request, body, timeout, (response, answer) => new LineAnswer((int)response.StatusCode, answer), () => new LineAnswer(null, null), cancellation);
        return result with { MayHaveLeft = body?.MayHaveLeft is true };
    }

    private async Task<(T Result, Exchange Call)> CallAsync<T>(HttpRequestMessage request, WatchedBody? body, TimeSpan timeout, Func<HttpResponseMessage, string?, T> read, Func<T> withoutAnswer, CancellationToken cancellation)
    {
        using var asked = request;
        asked.Content = body;
        var kept = redaction.And(asked.Headers.Authorization?.Parameter);
        var call = new Exchange(ExchangeKind.Send, time.GetUtcNow(), asked.Method.Method, kept.Address(asked.RequestUri!.OriginalString)) { Asked = body is null ? null : kept.Body(body.Headers.ContentType?.ToString(), body.Bytes.Span) };
        using var elapsed = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(elapsed.Token, cancellation);
        try
        {
            using var client = clients.CreateClient(gateway);

            // The status says what became of it: an answer that breaks off behind it is an answer.
            using var response = await client.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var answer = await BytesAsync(response, either.Token);
            call = call with { Status = (int)response.StatusCode, Answered = kept.Body(TypeOf(response), answer) };
            return (read(response, answer is null ? null : Encoding.UTF8.GetString(answer)), call);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            if (body?.MayHaveLeft is not true)
                cancellation.ThrowIfCancellationRequested();
            return (withoutAnswer(), call);
        }
    }

    /// <summary>Null when the answer breaks off or does not end.</summary>
    public static async Task<string?> TextAsync(HttpResponseMessage response, CancellationToken cancellation) =>
        await BytesAsync(response, cancellation) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private SendResult Read(HttpResponseMessage response, string? answer, Func<HttpResponseMessage, string?, SendResult> read) =>
        response.IsSuccessStatusCode ? read(response, answer) : Sending.Trouble(provider, response, time.GetUtcNow()) ?? read(response, answer);

    private static string? TypeOf(HttpResponseMessage response) => response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type) ? type.ToString() : null;

    private static async Task<byte[]?> BytesAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellation);
            return await response.Content.ReadAsByteArrayAsync(cancellation);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
