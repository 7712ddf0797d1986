using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Web.Features.Tickets;

/// <summary>Pictures and the like that came with texts, or went out; for agents alone.</summary>
[Authorize]
public sealed class MediaController(IDocumentStore store, AttachmentDesk desk) : Controller
{
    /// <summary>What an address shows never changes. A browser asks before it shows it again all the same, as whoever sits before it may have signed out.</summary>
    private static readonly EntityTagHeaderValue TheOnlyOne = new("\"1\"");

    [HttpGet("admin/messages/{id}/media/{place:int}")]
    public async Task<IActionResult> Show(string id, int place, CancellationToken cancellation)
    {
        var outgoing = (await store.FindAsync<Message>(id, cancellation))?.Attachments.ElementAtOrDefault(place)?.File;
        if (await store.FindAsync<MediaFile>(outgoing ?? MediaFile.IdOf(id, place), cancellation) is not { } file)
            return NotFound();
        Response.Headers.CacheControl = "private, no-cache";

        // Only what is a picture by its bytes is shown by the browser; whatever else a stranger sent is saved, never opened here.
        return MediaKind.IsPicture(file.ContentType)
            ? File(file.Bytes, file.ContentType, lastModified: null, TheOnlyOne)
            : File(file.Bytes, "application/octet-stream", FormattableString.Invariant($"attachment-{place + 1}{MediaKind.EndingOf(file.ContentType)}"), lastModified: null, TheOnlyOne);
    }

    [HttpPost("admin/messages/{id}/media/{place:int}")]
    public async Task<IActionResult> FetchAgain(string id, int place, [FromForm] string? code, [FromQuery] ListQuery query, CancellationToken cancellation) =>
        TicketCode.Normalize(code) is { } ticket && await desk.FetchAgainAsync(id, place, cancellation) ? Redirect(query.ToTicket(ticket)) : NotFound();
}
