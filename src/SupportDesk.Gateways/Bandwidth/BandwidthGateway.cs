using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;
using SupportDesk.Messages;

namespace SupportDesk.Gateways.Bandwidth;

/// <summary>Sends by Bandwidth's messaging API: JSON, numbers with a plus. V2 answers 202 with an id, V1 201 with an address that ends with it.</summary>
internal sealed class BandwidthGateway(IHttpClientFactory clients, IOptions<BandwidthOptions> options, Redaction redaction, TimeProvider time) : ISmsGateway
{
    public const string GatewayName = "bandwidth";

    private readonly ProviderLine line = new(clients, GatewayName, "Bandwidth", redaction, time);
    private readonly MediaLine fetching = new(clients, GatewayName, "Bandwidth", time);

    public string Name => GatewayName;

    /// <summary>Bandwidth takes 2048 characters; thirteen segments have 1989.</summary>
    public int MostSegments => 13;

    /// <summary>Bandwidth takes files of at most 3.75 MB.</summary>
    public MediaLimits Media { get; } = MediaLimits.Desk with { MostBytes = 3_750_000 };

    public Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
    {
        var bandwidth = options.Value;
        var request = new HttpRequestMessage(HttpMethod.Post, $"{bandwidth.Base}/users/{bandwidth.AccountId}/messages");
        request.Headers.Authorization = BasicCredentials.Of(bandwidth.User, bandwidth.Password);
        var pictures = text.Media.Count == 0 ? null : text.Media;
        var words = pictures is not null && text.Text.Length == 0 ? null : text.Text;
        var body = bandwidth.Version is BandwidthVersion.V2
            ? JsonSerializer.SerializeToUtf8Bytes(new V2Send(text.From, [text.To], words, bandwidth.ApplicationId, text.Reference, pictures), BandwidthJson.Default.V2Send)
            : JsonSerializer.SerializeToUtf8Bytes(new V1Send(text.From, text.To, words, text.Reference, "all", Callback(bandwidth), pictures), BandwidthJson.Default.V1Send);
        return line.SendAsync(request, new WatchedBody(body, "application/json"), bandwidth.Timeout, Read, cancellation);
    }

    /// <summary>Bandwidth keeps media for 48 hours, behind the API's user and password.</summary>
    public Task<MediaResult> FetchAsync(string address, CancellationToken cancellation) =>
        fetching.FetchAsync(address, options.Value.Base, BasicCredentials.Of(options.Value.User, options.Value.Password), cancellation);

    /// <summary>V1 says user and password to an address that carries them; only https keeps them to itself.</summary>
    private static string? Callback(BandwidthOptions bandwidth)
    {
        const string Secure = "https://";
        if (bandwidth.ReportUrl.Length == 0)
            return null;
        return bandwidth.ReportUrl.StartsWith(Secure, StringComparison.OrdinalIgnoreCase)
            ? $"{Secure}{Uri.EscapeDataString(bandwidth.WebhookUser)}:{Uri.EscapeDataString(bandwidth.WebhookPassword)}@{bandwidth.ReportUrl[Secure.Length..]}"
            : bandwidth.ReportUrl;
    }

    private static SendResult Read(HttpResponseMessage response, string? answer)
    {
        var fields = Fields.OfJson(answer);
        if (response.IsSuccessStatusCode)
            return new SendResult.Accepted(fields?.Filled("id") ?? IdIn(response.Headers.Location));
        var words = fields?.Filled("description", "message");
        var details = string.Join("; ", (fields?.Each("fieldErrors") ?? []).Select(error => error?.Filled("description")).OfType<string>());
        var reason = words is null ? $"Bandwidth answered {(int)response.StatusCode}." : details.Length == 0 ? $"Bandwidth: {words}" : $"Bandwidth: {words} ({details})";

        // V1 says 403 when it is only too much at once.
        return fields?.Filled("code") is "message-rate-limit" || fields?.Filled("category") is "limit" ? new SendResult.TryLater(reason) : new SendResult.Refused(reason);
    }

    private static string? IdIn(Uri? location) => location?.OriginalString.Split('/')[^1] is { Length: > 0 } id ? id : null;
}
