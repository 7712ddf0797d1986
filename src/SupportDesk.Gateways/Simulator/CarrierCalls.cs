using System.Globalization;
using System.Net;
using System.Text;
using SupportDesk.Storage;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Simulator;

/// <summary>
/// The simulated carrier's calls to the desk: the very path that a real provider's calls take, but for HTTP. The desk is asked for with the first call and not before:
/// it cannot be made before its gateways are, and this is part of one.
/// </summary>
internal sealed class CarrierCalls(Func<WebhookDesk> desk, SimulatorKey key, TimeProvider time)
{
    /// <summary>Before the id of a picture, where the desk is told of it.</summary>
    public const string Pictures = "http://simulator.invalid/pictures/";

    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    /// <summary>A handset's text. Null when the desk took it; else why not, in words.</summary>
    public Task<string?> TextAsync(PhoneText text, CancellationToken cancellation) => CallAsync(
        WebhookKind.Inbound,
        [("from", text.Handset), ("to", text.Other), ("text", text.Text), ("id", text.Id), ("time", text.At.ToString("O", CultureInfo.InvariantCulture)), .. text.Pictures.Select((_, place) => ($"media{place}", Pictures + PhoneFile.IdOf(text.Id, place)))],
        cancellation);

    /// <summary>"sent", "delivered" or "failed".</summary>
    public Task<string?> ReportAsync(PhoneText text, string status, string? reason, CancellationToken cancellation) => CallAsync(
        WebhookKind.Status,
        [("id", text.Id), ("reference", text.Reference ?? ""), ("status", status), ("reason", reason ?? ""), ("time", time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture))],
        cancellation);

    private async Task<string?> CallAsync(WebhookKind kind, (string Name, string Value)[] fields, CancellationToken cancellation)
    {
        var request = Request(kind, fields);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await desk().TakeAsync(request, desk().Verify(request), cancellation) switch
                {
                    WebhookAnswer.Kept kept => $"The desk could not read it, and kept it: {kept.Reason}",
                    WebhookAnswer.Refused refused => $"The desk refused it: {refused.Reason}",
                    _ => null,
                };
            }
            catch (StoreUnavailableException error)
            {
                if (attempt == Waits.Length)
                    return $"The desk could not store it: {error.Message}";
                await Task.Delay(Waits[attempt], time, cancellation);
            }
        }
    }

    private WebhookRequest Request(WebhookKind kind, (string Name, string Value)[] fields) => new()
    {
        Gateway = SimulatorGateway.GatewayName,
        Kind = kind,
        Method = "POST",
        Url = $"http://simulator.invalid/webhooks/{SimulatorGateway.GatewayName}/{(kind is WebhookKind.Inbound ? "inbound" : "status")}",
        Headers = key.Headers,
        Body = Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{field.Name}={WebUtility.UrlEncode(field.Value)}"))),
    };
}
