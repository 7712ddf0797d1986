using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SupportDesk.Web.Hosting;
using SupportDesk.Webhooks;

namespace SupportDesk.Web.Features.Webhooks;

/// <summary>Reads a call as it came: signatures are over the exact bytes and the exact address.</summary>
internal static class RawRequest
{
    /// <summary>Null when the body is larger than the settings allow.</summary>
    public static async Task<WebhookRequest?> ReadAsync(HttpContext context, string gateway, WebhookKind kind)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value;
        if (await BodyAsync(context.Request, options.LargestWebhook, context.RequestAborted) is not { } body)
            return null;
        return new()
        {
            Gateway = gateway,
            Kind = kind,
            Method = context.Request.Method.ToUpperInvariant(),
            Url = Address(context, options.PublicOrigin),
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body,
        };
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request, int largest, CancellationToken cancellation)
    {
        if (request.ContentLength > largest)
            return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (read.IsCompleted || read.Buffer.Length > largest)
            {
                var body = read.Buffer.Length > largest ? null : read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static string Address(HttpContext context, string publicOrigin)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw && raw[0] == '/'
            ? raw
            : context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        var origin = publicOrigin.Length > 0 ? publicOrigin.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}";
        return origin + target;
    }
}
