using System.Net;
using System.Net.Http.Headers;
using SupportDesk.Messages;

namespace SupportDesk.Gateways;

/// <summary>
/// Fetches pictures from one provider. The address came with a webhook: credentials go to the provider's own API and nowhere else, one step that the provider itself leads
/// to is taken without them, and size and time are limited.
/// </summary>
/// <param name="clients">Makes the provider's client, which follows no redirect by itself.</param>
/// <param name="gateway">Name of the client.</param>
/// <param name="provider">The provider's name in words.</param>
/// <param name="time">Counts the time-out.</param>
internal sealed class MediaLine(IHttpClientFactory clients, string gateway, string provider, TimeProvider time)
{
    /// <summary>More than any carrier lets through.</summary>
    public const int Largest = 5 * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="address">As the webhook said.</param>
    /// <param name="api">The provider's API: only what lies on the same scheme, host and port is fetched.</param>
    /// <param name="credentials">Said to the API.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<MediaResult> FetchAsync(string address, string api, AuthenticationHeaderValue credentials, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var where) || !IsSamePlace(where, new Uri(api)))
            return new MediaResult.Refused($"Its address does not belong to {provider}.");
        using var elapsed = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(elapsed.Token, cancellation);
        try
        {
            using var client = clients.CreateClient(gateway);
            using var first = await AskAsync(client, where, credentials, either.Token);
            if (first.Headers.Location is not { } location || (int)first.StatusCode is < 300 or > 399)
                return await ReadAsync(first, either.Token);
            if (!Uri.TryCreate(where, location, out var next) || !MayFollow(next))
                return new MediaResult.Refused($"{provider} leads to an address that is not followed.");
            using var second = await AskAsync(client, next, null, either.Token);
            return await ReadAsync(second, either.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new MediaResult.TryLater($"{provider} could not be reached.");
        }
    }

    private static bool IsSamePlace(Uri one, Uri other) =>
        one.UserInfo.Length == 0 && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>A named host over TLS; never an address of a network, which might be our own.</summary>
    private static bool MayFollow(Uri next) =>
        next.Scheme == Uri.UriSchemeHttps && next.IsDefaultPort && next.UserInfo.Length == 0 && next.HostNameType is UriHostNameType.Dns && !next.IsLoopback && next.Host.Contains('.', StringComparison.Ordinal);

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, Uri where, AuthenticationHeaderValue? credentials, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, where);
        request.Headers.Authorization = credentials;
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private async Task<MediaResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
            return new MediaResult.TryLater($"{provider} answered {(int)response.StatusCode}.");
        if (response.StatusCode is not HttpStatusCode.OK)
            return new MediaResult.Refused($"{provider} answered {(int)response.StatusCode}.");
        if (response.Content.Headers.ContentLength > Largest)
            return TooLarge();
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > Largest)
                return TooLarge();
        }

        return new MediaResult.Fetched(response.Content.Headers.ContentType?.MediaType ?? "application/octet-stream", bytes.ToArray());
    }

    private static MediaResult.Refused TooLarge() => new($"It is larger than {Largest / 1024 / 1024} MB.");
}
