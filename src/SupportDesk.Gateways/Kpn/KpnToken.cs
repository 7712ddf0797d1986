using System.Globalization;
using Microsoft.Extensions.Options;
using SupportDesk.Messages;

namespace SupportDesk.Gateways.Kpn;

/// <summary>A token, or why there is none.</summary>
internal readonly record struct TokenAnswer(string? Token, SendResult? Refusal);

/// <summary>KPN's OAuth token: asked for once for however many sends wait for it, kept until a minute before it ends, and asked for again when KPN refuses it.</summary>
internal sealed class KpnToken(IHttpClientFactory clients, IOptions<KpnOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    // Only who holds the gate may touch what follows.
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? token;
    private DateTimeOffset until;

    /// <param name="refused">The token that KPN has just refused; null when none was.</param>
    /// <param name="cancellation">Ends the waiting; then it throws.</param>
    public async Task<TokenAnswer> GetAsync(string? refused, CancellationToken cancellation)
    {
        using var elapsed = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(elapsed.Token, cancellation);
        try
        {
            await gate.WaitAsync(either.Token);
            try
            {
                return token is not null && token != refused && time.GetUtcNow() < until ? new(token, null) : await AskAsync(either.Token);
            }
            finally
            {
                gate.Release();
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(null, new SendResult.TryLater("KPN could not be reached."));
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<TokenAnswer> AskAsync(CancellationToken cancellation)
    {
        token = null;
        var asked = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Value.ApiUrl.TrimEnd('/')}/oauth/client_credential/accesstoken?grant_type=client_credentials");
        request.Content = WatchedBody.Form([("client_id", options.Value.ClientId), ("client_secret", options.Value.ClientSecret)]);
        using var client = clients.CreateClient(KpnGateway.GatewayName);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        var answer = Fields.OfJson(await ProviderLine.TextAsync(response, cancellation));
        if (response.IsSuccessStatusCode && answer?.Filled("access_token") is { } given)
        {
            (token, until) = (given, asked + Lifetime(answer.Filled("expires_in")) - Margin);
            return new(given, null);
        }

        // A time-out while the token was asked for (504) says nothing about a text: none was sent.
        return new(null, response.StatusCode is >= System.Net.HttpStatusCode.InternalServerError or System.Net.HttpStatusCode.TooManyRequests || response.IsSuccessStatusCode
            ? new SendResult.TryLater($"KPN gave no token: it answered {(int)response.StatusCode}.", Sending.RetryAfter(response, time.GetUtcNow()))
            : new SendResult.Refused($"KPN gave no token: {answer?.Filled("message", "error_description", "error", "Error") ?? $"it answered {(int)response.StatusCode}"}. Check Kpn:ClientId (KPN_CLIENT_ID) and Kpn:ClientSecret (KPN_CLIENT_SECRET)."));
    }

    /// <summary>Seconds, written as a text. One that cannot be read is not relied on.</summary>
    private static TimeSpan Lifetime(string? seconds) =>
        int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? TimeSpan.FromSeconds(known) : TimeSpan.Zero;
}
