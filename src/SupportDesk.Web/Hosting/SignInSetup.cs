using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;
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
            cookie.Events.OnRedirectToLogin = LeadBackToAPage(cookie.Events.OnRedirectToLogin);
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
        // Styles and scripts are for everybody, so nobody is signed in for them: the store is not asked for each, and may be away while a page says so.
        var isAsset = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

        // A page about a problem is for whom the request was for: the store, which may be the problem, is not asked again.
        var isProblem = context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (isAsset || !(isProblem ? context.HttpContext.User.Identity is { IsAuthenticated: true } : await IsSessionAsync(context)))
            context.RejectPrincipal();
    }

    private static async Task<bool> IsSessionAsync(CookieValidatePrincipalContext context)
    {
        var agents = context.HttpContext.RequestServices.GetRequiredService<AgentDesk>();
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
        return context.Principal.IsSessionOf(await agents.FindAsync(id, context.HttpContext.RequestAborted));
    }

    /// <summary>What a form asks for cannot be asked for again after the sign-in; the page that it stands on can. Whether that is one of ours is looked at then.</summary>
    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> LeadBackToAPage(Func<RedirectContext<CookieAuthenticationOptions>, Task> redirect) => context =>
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            var page = Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var referer) ? referer.PathAndQuery : null;
            context.RedirectUri = context.Options.LoginPath + QueryString.Create(context.Options.ReturnUrlParameter, page ?? "");
        }

        return redirect(context);
    };
}
