using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Twilio;

/// <summary>Adds Twilio to the desk, once its account is set.</summary>
public static class TwilioSetup
{
    public static IServiceCollection AddTwilio(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProviderOptions<TwilioOptions, TwilioOptionsCheck>(configuration, TwilioOptions.Section);
        if (string.IsNullOrEmpty(configuration["Twilio:AccountSid"]))
            return services;
        services.AddProviderClient(TwilioGateway.GatewayName);
        services.AddSingleton<ISmsGateway, TwilioGateway>();
        services.AddSingleton<IWebhookReader, TwilioWebhooks>();
        return services;
    }
}
