using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Bandwidth;

/// <summary>Adds Bandwidth to the desk, once its account is set.</summary>
public static class BandwidthSetup
{
    public static IServiceCollection AddBandwidth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProviderOptions<BandwidthOptions, BandwidthOptionsCheck>(configuration, BandwidthOptions.Section);
        if (string.IsNullOrEmpty(configuration["Bandwidth:AccountId"]))
            return services;
        services.AddProviderClient(BandwidthGateway.GatewayName);
        services.AddSingleton<ISmsGateway, BandwidthGateway>();
        services.AddSingleton<IWebhookReader, BandwidthWebhooks>();
        services.AddSingleton<INumberMarket>(provider => provider.GetRequiredService<IOptions<BandwidthOptions>>().Value.Version is BandwidthVersion.V2
            ? ActivatorUtilities.CreateInstance<BandwidthNumbers>(provider)
            : ActivatorUtilities.CreateInstance<BandwidthOldNumbers>(provider));
        return services;
    }
}
