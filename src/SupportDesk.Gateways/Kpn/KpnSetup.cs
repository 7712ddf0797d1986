using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Kpn;

/// <summary>Adds KPN to the desk, once its application is set.</summary>
public static class KpnSetup
{
    public static IServiceCollection AddKpn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProviderOptions<KpnOptions, KpnOptionsCheck>(configuration, KpnOptions.Section);
        if (string.IsNullOrEmpty(configuration["Kpn:ClientId"]))
            return services;
        services.AddProviderClient(KpnGateway.GatewayName);
        services.AddSingleton<KpnToken>();
        services.AddSingleton<ISmsGateway, KpnGateway>();
        services.AddSingleton<IWebhookReader, KpnWebhooks>();
        services.AddSingleton<INumberMarket, KpnNumbers>();
        return services;
    }
}
