using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.VonageMessages;

/// <summary>Adds Vonage's Messages API to the desk, once its application is set.</summary>
public static class VonageMessagesSetup
{
    public static IServiceCollection AddVonageMessages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProviderOptions<VonageMessagesOptions, VonageMessagesOptionsCheck>(configuration, VonageMessagesOptions.Section);
        if (string.IsNullOrEmpty(configuration["VonageMessages:ApplicationId"]))
            return services;
        services.AddProviderClient(VonageMessagesGateway.GatewayName);
        services.AddSingleton<ISmsGateway, VonageMessagesGateway>();
        services.AddSingleton<IWebhookReader, VonageMessagesWebhooks>();
        return services;
    }
}
