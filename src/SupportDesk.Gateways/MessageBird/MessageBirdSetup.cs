using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>Adds MessageBird to the desk.</summary>
public static class MessageBirdSetup
{
    public static IServiceCollection AddMessageBird(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProviderOptions<MessageBirdOptions, MessageBirdOptionsCheck>(configuration, MessageBirdOptions.Section);
        services.AddProviderClient(MessageBirdGateway.GatewayName);
        services.AddSingleton<ISmsGateway, MessageBirdGateway>();
        services.AddSingleton<IWebhookReader, MessageBirdWebhooks>();
        services.AddSingleton<INumberMarket, MessageBirdNumbers>();
        return services;
    }
}
