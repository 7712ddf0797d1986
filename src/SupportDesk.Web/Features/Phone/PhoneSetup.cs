using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using SupportDesk.Gateways.Simulator;

namespace SupportDesk.Web.Features.Phone;

/// <summary>Adds the simulated carrier and its handsets, or nothing of both.</summary>
internal static class PhoneSetup
{
    public static void AddPhone(this IServiceCollection services, bool isOn, bool isOpen)
    {
        services.AddSingleton(new PhoneSettings(isOn, isOpen)).AddSingleton<PhoneAccess>();
        services.AddOptions<AuthorizationOptions>().Configure<PhoneAccess>((authorization, access) =>
            authorization.AddPolicy(PhoneAccess.Policy, policy => policy.RequireAssertion(context => access.IsFor(context.User))));
        if (!isOn)
        {
            services.Configure<MvcOptions>(mvc => mvc.Conventions.Add(new WithoutPhone()));
            return;
        }

        services.AddSimulator();
        services.AddSingleton<IPhoneEvents, PhoneEvents>();
        services.AddSingleton<PhoneReading>();
        services.AddHostedService<CarrierRun>();
    }

    public static void MapPhone(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PhoneAccess>().IsOn)
            app.MapHub<PhoneHub>("/phone/live");
    }

    /// <summary>Takes the phone's pages out of the desk: their addresses lead nowhere.</summary>
    private sealed class WithoutPhone : IApplicationModelConvention
    {
        public void Apply(ApplicationModel application)
        {
            foreach (var phone in application.Controllers.Where(controller => controller.ControllerType.Namespace == typeof(PhoneSetup).Namespace).ToList())
                application.Controllers.Remove(phone);
        }
    }

    /// <summary>The carrier works while the desk does.</summary>
    private sealed class CarrierRun(SimulatedCarrier carrier) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => carrier.StartAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => carrier.StopAsync();
    }
}
