using Microsoft.Extensions.Options;
using SupportDesk.Carriers;
using SupportDesk.Exchanges;
using SupportDesk.Gateways;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Web.Hosting;
using SupportDesk.Webhooks;

namespace SupportDesk.Web.Carriers;

/// <summary>
/// Makes the carriers of their settings: the configuration, and below it, setting by setting, what administrators stored. They get a service provider of their own,
/// so that all of them can be made anew while the desk runs; no gateway knows of it.
/// </summary>
public sealed class CarrierBuilder(IConfiguration configuration, IOptions<WebOptions> web, TimeProvider time, ILoggerFactory loggers)
{
    private const string Unreadable = "Failed to convert configuration value";

    /// <summary>True when the configuration sets it; then what is stored does not count.</summary>
    public bool IsConfigured(string key) => !string.IsNullOrEmpty(configuration[key]) || configuration.GetSection(key).GetChildren().Any();

    /// <summary>What holds when these settings are stored. It is a copy: whoever listened to the configuration itself would be kept by it for ever.</summary>
    /// <param name="stored">Full keys.</param>
    public IConfiguration With(IEnumerable<KeyValuePair<string, string>> stored) => new ConfigurationBuilder()
        .AddInMemoryCollection(Providers.All.SelectMany(provider => configuration.GetSection(provider.Section).AsEnumerable()).Where(setting => setting.Value is not null))
        .AddInMemoryCollection(stored.Where(setting => !IsConfigured(setting.Key)).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();

    public CarrierSet Build(IConfiguration settings)
    {
        var services = Services();
        foreach (var provider in Providers.All)
            provider.Add(services, settings, ReportUrl(provider.Gateway));
        var parts = services.BuildServiceProvider();
        return new(parts.GetServices<ISmsGateway>(), parts.GetServices<IWebhookReader>(), parts.GetServices<IHoldsSecrets>(), parts, parts.GetServices<INumberMarket>());
    }

    /// <summary>What the provider's own check says of these settings.</summary>
    public IReadOnlyList<string> Problems(Provider provider, IConfiguration settings)
    {
        var services = Services();
        provider.Add(services, settings, ReportUrl(provider.Gateway));
        using var parts = services.BuildServiceProvider();
        try
        {
            parts.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return [.. invalid.Failures];
        }
        catch (InvalidOperationException unreadable) when (unreadable.Message.StartsWith(Unreadable, StringComparison.Ordinal))
        {
            return [unreadable.Message];
        }
    }

    private ServiceCollection Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton(time).AddSingleton(loggers);
        return services;
    }

    private string ReportUrl(string gateway) => web.Value.PublicOrigin is { Length: > 0 } origin ? $"{origin.TrimEnd('/')}/webhooks/{gateway}/status" : "";
}
