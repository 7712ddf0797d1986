using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Metrics by OTLP over gRPC.</summary>
public sealed class MetricsExportTests
{
    [Fact]
    public async Task Metrics_go_to_the_collector_that_is_set_the_last_of_them_when_the_desk_stops()
    {
        var exports = new ConcurrentQueue<(string Path, string Body)>();
        await using var collector = await CollectAsync(exports);
        await using (var desk = new DeskHost(settings: ("Web:OtlpEndpoint", collector.Urls.Single())))
        {
            await desk.Client.TextAsync("Hello", "m1");
            await desk.OnlyTicketAsync();
        }

        exports.Should().Contain(export => export.Path == "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"
            && export.Body.Contains("supportdesk.texts.received", StringComparison.Ordinal)
            && export.Body.Contains("http.server.request.duration", StringComparison.Ordinal));
    }

    /// <summary>A collector that takes everything.</summary>
    private static async Task<WebApplication> CollectAsync(ConcurrentQueue<(string Path, string Body)> exports)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            exports.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        await app.StartAsync();
        return app;
    }
}
