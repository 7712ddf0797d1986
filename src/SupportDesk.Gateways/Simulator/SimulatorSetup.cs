using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Exchanges;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Storage;
using SupportDesk.Webhooks;

namespace SupportDesk.Gateways.Simulator;

/// <summary>Adds the simulated carrier to the desk. Something must implement <see cref="IPhoneEvents"/>, and start and stop the carrier.</summary>
public static class SimulatorSetup
{
    public static IServiceCollection AddSimulator(this IServiceCollection services)
    {
        services.TryAddSingleton<Redaction>();
        services.AddProviderClient(SimulatorGateway.GatewayName);
        services.AddSingleton<SimulatorKey>().AddSingleton<PendingWork>().AddSingleton<Handsets>();
        services.AddSingleton(provider => new CarrierCalls(provider.GetRequiredService<WebhookDesk>, provider.GetRequiredService<SimulatorKey>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SimulatedCarrier(
            provider.GetRequiredService<IDocumentStore>(),
            provider.GetRequiredService<Handsets>(),
            provider.GetRequiredService<CarrierCalls>(),
            provider.GetRequiredService<PendingWork>(),
            provider.GetRequiredService<IPhoneEvents>(),
            provider.GetRequiredService<DeskClock>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISmsGateway, SimulatorGateway>();
        services.AddSingleton<IWebhookReader, SimulatorWebhooks>();
        services.AddSingleton<INumberMarket, SimulatorNumbers>();
        return services;
    }
}
