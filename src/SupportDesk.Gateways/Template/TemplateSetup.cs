using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Template;

/// <summary>Adds any HTTP SMS API to the desk, once its address is set.</summary>
public static class TemplateSetup
{
    public static IServiceCollection AddTemplate(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProviderOptions<TemplateOptions, TemplateOptionsCheck>(configuration, TemplateOptions.Section);
        if (string.IsNullOrEmpty(configuration["Template:Url"]))
            return services;
        services.AddProviderClient(TemplateGateway.GatewayName);
        services.AddSingleton<ISmsGateway, TemplateGateway>();
        services.AddSingleton<IWebhookReader, TemplateWebhooks>();
        return services;
    }
}
