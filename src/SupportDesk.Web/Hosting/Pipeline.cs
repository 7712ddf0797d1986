using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using SupportDesk.Web.Features.Media;
using SupportDesk.Web.Features.Phone;
using SupportDesk.Web.Features.Webhooks;
using SupportDesk.Web.Live;

namespace SupportDesk.Web.Hosting;

/// <summary>The way of a request through the desk.</summary>
internal static class Pipeline
{
    public static void UseDesk(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseSecurityHeaders();

        // In a scope of its own: the request's remembers a sign-in that failed, and would fail again.
        app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);

        // Whatever no handler knows is a bare 500, which the line above makes a page of.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseOutputCache();
        app.MapStaticAssets();
        app.MapWebhooks();
        app.MapMedia();
        app.MapHealth();
        app.MapHub<LiveHub>("/live");
        app.MapPhone();
        app.MapControllers().WithStaticAssets();
        app.Lifetime.ApplicationStarted.Register(() => app.TellWhereToGo());
    }

    /// <summary>Starts the desk.</summary>
    /// <exception cref="InvalidSettingException">The server cannot listen where the settings say.</exception>
    public static async Task ListenAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception error) when (StartProblems.IsOfListening(error))
        {
            var setting = Settings.AddressSetting(app.Configuration);
            throw new InvalidSettingException($"{setting} (ASPNETCORE_{setting.ToUpperInvariant()}) must be where the desk can listen, such as http://localhost:8080, not \"{app.Configuration[setting]}\": {error.Message.Split(Environment.NewLine)[0]}");
        }
    }

    private static void UseTrustedProxies(this WebApplication app)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        foreach (var proxy in app.Services.GetRequiredService<IOptions<WebOptions>>().Value.Proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
                forwarded.KnownProxies.Add(address);
            else
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        app.UseForwardedHeaders(forwarded);
    }

    private static void TellWhereToGo(this WebApplication app)
    {
        var phone = app.Services.GetRequiredService<PhoneAccess>().IsOn;
        foreach (var address in app.Urls)
        {
            app.Logger.Ready(address);
            if (phone)
                app.Logger.PhoneReady(address);
        }
    }
}
