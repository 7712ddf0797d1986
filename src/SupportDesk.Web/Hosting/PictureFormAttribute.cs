using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

namespace SupportDesk.Web.Hosting;

/// <summary>
/// Reads a form with files before anybody else does, in bounded memory. Of a file that is too large only the size is kept: what else the person wrote is not lost with it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PictureFormAttribute : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before the check of the form's token, which stands in the form.</summary>
    public int Order => -1000;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return;
        if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        try
        {
            context.HttpContext.Features.Set<IFormFeature>(new FormFeature(await new PictureForm(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), request.Body).ReadAsync(context.HttpContext.RequestAborted)));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or ArgumentException)
        {
            context.Result = new BadRequestResult();
        }
    }
}
