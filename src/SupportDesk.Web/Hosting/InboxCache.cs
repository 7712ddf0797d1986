using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace SupportDesk.Web.Hosting;

/// <summary>
/// Keeps the inbox and the list as they were drawn until some ticket changes: pages fetch them again and again, and drawing costs more than
/// all the rest. They are kept per session (a page holds the agent's name and form tokens), and never longer than <see cref="Longest"/>,
/// because they say how long customers have been waiting.
/// </summary>
internal sealed class InboxCache(ChangeCount changes, TimeProvider time) : IOutputCachePolicy
{
    public const string Policy = "inbox";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = HttpMethods.IsGet(request.Method);
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Longest;
        context.CacheVaryByRules.QueryKeys = "*";

        // Asked for before the tickets are read: what is read while one changes is kept under a count that nobody asks for again.
        context.CacheVaryByRules.VaryByValues["changes"] = changes.Value.ToString(CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["time"] = (time.GetUtcNow().Ticks / Longest.Ticks).ToString(CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["session"] = request.Headers.Cookie.ToString();
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && StringValues.IsNullOrEmpty(response.Headers.SetCookie);
        return ValueTask.CompletedTask;
    }
}
