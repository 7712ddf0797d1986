using Microsoft.AspNetCore.Diagnostics;

namespace SupportDesk.Web.Hosting;

/// <summary>A body that breaks the rules of HTTP, or never comes to its end, is the sender's mistake and no error of the desk.</summary>
internal sealed class BrokenRequests : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException broken)
            return ValueTask.FromResult(false);
        context.Response.StatusCode = broken.StatusCode;
        return ValueTask.FromResult(true);
    }
}
