using Microsoft.AspNetCore.Diagnostics;
using SupportDesk.Storage;

namespace SupportDesk.Web.Hosting;

/// <summary>A store that cannot serve is answered 503, and the page says so; the provider or the person tries again.</summary>
internal sealed class StoreProblems(ILogger<StoreProblems> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not StoreUnavailableException)
            return ValueTask.FromResult(false);
        log.StoreUnavailable(exception.Message);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "10";
        return ValueTask.FromResult(true);
    }
}
