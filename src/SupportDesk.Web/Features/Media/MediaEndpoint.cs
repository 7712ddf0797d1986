using System.Text;
using Microsoft.Net.Http.Headers;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Web.Features.Webhooks;

namespace SupportDesk.Web.Features.Media;

/// <summary>
/// Where providers fetch the pictures that go out. It stands before sign-in and all else on purpose: it knows no cookies. An address that has ended is answered as one that
/// never was.
/// </summary>
internal static class MediaEndpoint
{
    public static void MapMedia(this WebApplication app) =>
        app.MapMethods(MediaLinks.Path + "{token}", [HttpMethods.Get, HttpMethods.Head], ShowAsync).ShortCircuit();

    private static async Task<IResult> ShowAsync(HttpContext context, string token, MediaLinks links, UnverifiedLimit limit, IDocumentStore store)
    {
        if (links.FileOf(token) is { } id && await store.FindAsync<MediaFile>(id, context.RequestAborted) is { } file)
        {
            var headers = context.Response.Headers;
            headers.CacheControl = "private";
            headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = "picture" + MediaKind.EndingOf(file.ContentType) }.ToString();
            return Results.Bytes(file.Bytes, file.ContentType, enableRangeProcessing: true);
        }

        return limit.Allows(context.Connection.RemoteIpAddress)
            ? Results.Text("There is nothing here.", "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound)
            : Results.Text("Too many wrong addresses.", "text/plain", Encoding.UTF8, StatusCodes.Status429TooManyRequests);
    }
}
