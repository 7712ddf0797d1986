using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Consents;
using SupportDesk.Storage;
using SupportDesk.Web.Features.Shared;

namespace SupportDesk.Web.Features.Consents;

/// <summary>Everybody at the desk sees who has opted out, and all that led to it.</summary>
[Authorize, Route("admin/consents")]
public sealed class ConsentsController(ConsentList list, ConsentDesk desk, TimeProvider time) : Controller
{
    /// <param name="back">True: those who opted in again.</param>
    /// <param name="after">Where an older page goes on.</param>
    /// <param name="q">A customer's number in any form.</param>
    /// <param name="cancellation">Ends the work.</param>
    [HttpGet]
    public async Task<IActionResult> Index(bool back, string? after, string? q, CancellationToken cancellation)
    {
        var words = q?.Trim() ?? "";
        var page = words.Length > 0 ? new(await list.SearchAsync(words, cancellation), null) : await list.PageAsync(!back, after, cancellation);
        return View("Index", new ConsentsPage(back, after is not null, words, page));
    }

    [HttpGet("{id}")]
    public async Task<IActionResult> Show(string id, CancellationToken cancellation) =>
        await desk.FindAsync(id, cancellation) is { } consent ? View("Show", consent) : NotFound();

    /// <summary>The whole ledger, one line for each change, written while it is read.</summary>
    [HttpGet("export")]
    public async Task Export(CancellationToken cancellation)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"opt-outs-{Moment.Day(time.GetUtcNow())}.csv\"";
        HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await ConsentCsv.WriteAsync(list.AllAsync(cancellation), Response.Body, cancellation);
    }
}

/// <summary>A page of the list.</summary>
/// <param name="Back">It lists who opted in again.</param>
/// <param name="IsOlder">It is not the first.</param>
/// <param name="Words">What was searched for; empty when nothing was.</param>
/// <param name="Page">At most a page.</param>
public sealed record ConsentsPage(bool Back, bool IsOlder, string Words, Page<Consent> Page);
