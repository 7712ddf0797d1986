using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.MessageBird;

/// <summary>Adds MessageBird to the desk.</summary>
public static class MessageBirdSetup
{
    public static IServiceCollection AddMessageBird(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MessageBirdOptions>().Bind(configuration.GetSection(MessageBirdOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessageBirdOptions>, MessageBirdOptionsCheck>();
        services.AddProviderClient(MessageBirdGateway.GatewayName);
        services.AddSingleton<ISmsGateway, MessageBirdGateway>();
        services.AddSingleton<IWebhookReader, MessageBirdWebhooks>();
        return services;
    }
}
