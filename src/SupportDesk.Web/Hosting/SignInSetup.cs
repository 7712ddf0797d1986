using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using SupportDesk.Agents;

namespace SupportDesk.Web.Hosting;

/// <summary>Cookie sessions that end when the account's stamp changes, and a limit on guessing.</summary>
internal static class SignInSetup
{
    public const string RateLimit = "sign-in";

    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "desk-session";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/not-allowed";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = CheckStampAsync;
        });
        services.AddAuthorization();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(RateLimit, PerAddress);
        });
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context) => HttpMethods.IsPost(context.Request.Method)
        ? RateLimitPartition.GetFixedWindowLimiter(CallerNetwork.Of(context.Connection.RemoteIpAddress).ToString(), _ => new()
        {
            PermitLimit = context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value.SignInsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        })
        : RateLimitPartition.GetNoLimiter("");

    private static async Task CheckStampAsync(CookieValidatePrincipalContext context)
    {
        var agents = context.HttpContext.RequestServices.GetRequiredService<AgentDesk>();
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
        var agent = await agents.FindAsync(id, context.HttpContext.RequestAborted);
        if (!context.Principal.IsSessionOf(agent))
            context.RejectPrincipal();
    }
}
