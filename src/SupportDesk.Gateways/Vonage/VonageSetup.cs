using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Vonage;

/// <summary>Adds Vonage's SMS API to the desk, once its key is set.</summary>
public static class VonageSetup
{
    public static IServiceCollection AddVonage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProviderOptions<VonageOptions, VonageOptionsCheck>(configuration, VonageOptions.Section);
        if (string.IsNullOrEmpty(configuration["Vonage:ApiKey"]))
            return services;
        services.AddProviderClient(VonageGateway.GatewayName);
        services.AddSingleton<ISmsGateway, VonageGateway>();
        services.AddSingleton<IWebhookReader, VonageWebhooks>();
        services.AddSingleton<INumberMarket, VonageNumbers>();
        return services;
    }
}
