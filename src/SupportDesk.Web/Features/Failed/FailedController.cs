using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Web.Features.Shared;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Failed;

/// <summary>The texts that failed or are not confirmed, over all tickets, and what agents do about them: one, or all of a page.</summary>
[Authorize, Route("admin/failed")]
public sealed class FailedController(FailedTexts texts, TimeProvider time) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(string? after, CancellationToken cancellation) => View("Index", await ListAsync(after, cancellation));

    /// <summary>The list for a page that refreshes itself.</summary>
    [HttpGet("list")]
    public async Task<IActionResult> List(string? after, CancellationToken cancellation) => PartialView("_Failed", await ListAsync(after, cancellation));

    /// <summary>The count beside the link, for pages that refresh it.</summary>
    [HttpGet("count")]
    public IActionResult Count() => PartialView("_FailedCount");

    [HttpPost("resend")]
    public Task<IActionResult> SendAgain(FailedForm form, CancellationToken cancellation) =>
        EachAsync(form, "sent again", id => texts.SendAgainAsync(id, User.AsAuthor(), form.Back is Back.Message, cancellation));

    [HttpPost("dismissal")]
    public Task<IActionResult> Dismiss(FailedForm form, CancellationToken cancellation) =>
        EachAsync(form, "dismissed", id => texts.DismissAsync(id, User.AsAuthor(), cancellation));

    private async Task<FailedList> ListAsync(string? after, CancellationToken cancellation) => new(await texts.PageAsync(after, cancellation), after);

    private async Task<IActionResult> EachAsync(FailedForm form, string done, Func<string, Task<FailedResult>> act)
    {
        if (form.Id.Count == 0)
            return BadRequest();
        var results = new List<FailedResult>();
        foreach (var id in form.Id.Distinct(StringComparer.Ordinal).Take(Page.Size))
            results.Add(await act(id));
        if (results is [FailedResult.Unknown])
            return NotFound();
        TempData["Notice"] = new FailedWords(done, time.GetUtcNow()).Of(results);
        return form.Back is Back.Message ? Redirect($"/admin/messages/{Uri.EscapeDataString(form.Id[0])}") : RedirectToAction("Index", new { form.After });
    }
}

/// <summary>Which texts, and where the agent is.</summary>
public sealed class FailedForm
{
    public IList<string> Id { get; init; } = [];

    public Back Back { get; set; }

    public string? After { get; set; }
}

/// <summary>A page of the list.</summary>
public sealed record FailedList(Page<Message> Page, string? After)
{
    public int Unconfirmed => Page.Items.Count(text => text.State is MessageState.Unconfirmed);
}
