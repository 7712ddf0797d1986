using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace SupportDesk.Web.Hosting;

/// <summary>What operators look at: logs, health, metrics.</summary>
internal static class Operations
{
    private const string Ready = "ready";

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<WebOptions, WebOptionsCheck>(builder.Configuration, WebOptions.Section);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, QuietLogs>();
        if (string.Equals(builder.Configuration["Web:LogFormat"], "json", StringComparison.Ordinal))
            builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "O"));
        else
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
    }

    public static void AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<StoreHealth>().AddHealthChecks()
            .AddCheck<StoreHealth>("store", tags: [Ready])
            .AddCheck<SettingsHealth>("settings", tags: [Ready])
            .AddCheck<QueueHealth>("queues", tags: [Ready]);
        services.AddHostedService<MetricsExport>();
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new { status = report.Status.ToString(), checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description }) },
        JsonSerializerOptions.Web,
        context.RequestAborted);
}

/// <summary>Sends the desk's and the server's metrics by OTLP while an endpoint is set.</summary>
internal sealed class MetricsExport(IOptions<WebOptions> options) : IHostedService, IDisposable
{
    private MeterProvider? provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.OtlpEndpoint.Length > 0)
        {
            provider = Sdk.CreateMeterProviderBuilder()
                .AddMeter(DeskMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddOtlpExporter(otlp => otlp.Endpoint = new Uri(options.Value.OtlpEndpoint))
                .Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        provider?.ForceFlush(2000);
        return Task.CompletedTask;
    }

    public void Dispose() => provider?.Dispose();
}
