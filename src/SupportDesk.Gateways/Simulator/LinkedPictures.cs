using System.Net;
using SupportDesk.Messages;

namespace SupportDesk.Gateways.Simulator;

/// <summary>Fetches what the desk sends beside words, from the addresses that it tells.</summary>
internal sealed class LinkedPictures(IHttpClientFactory clients)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>All of them, or why not, in words.</summary>
    public async Task<(IReadOnlyList<PhonePicture> Pictures, string? Problem)> FetchAsync(IReadOnlyList<string> links, CancellationToken cancellation)
    {
        List<PhonePicture> pictures = [];
        foreach (var link in links)
        {
            var (picture, problem) = await FetchAsync(link, cancellation);
            if (picture is null)
                return ([], $"The simulated carrier could not fetch picture {pictures.Count + 1}: {problem}.");
            pictures.Add(picture);
        }

        return (pictures, null);
    }

    private async Task<(PhonePicture? Picture, string? Problem)> FetchAsync(string link, CancellationToken cancellation)
    {
        try
        {
            using var client = clients.CreateClient(SimulatorGateway.GatewayName);
            client.Timeout = Longest;
            client.MaxResponseContentBufferSize = MediaLimits.Desk.MostBytes;
            using var response = await client.GetAsync(link, cancellation);
            return response.StatusCode is HttpStatusCode.OK
                ? (new(response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsByteArrayAsync(cancellation)), null)
                : (null, $"it was answered {(int)response.StatusCode}");
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return (null, "the desk could not be reached");
        }
    }
}
