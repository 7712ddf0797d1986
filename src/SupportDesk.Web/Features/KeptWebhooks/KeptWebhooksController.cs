using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;
using SupportDesk.Storage;
using SupportDesk.Web.Features.Shared;
using SupportDesk.Web.Hosting;
using SupportDesk.Webhooks;

namespace SupportDesk.Web.Features.KeptWebhooks;

/// <summary>Administrators see the webhooks that could not be understood or verified, and let them in or dismiss them.</summary>
[Authorize(Roles = nameof(AgentRole.Administrator)), Route("admin/webhooks")]
public sealed class KeptWebhooksController(WebhookShelf shelf, WebhookDesk desk, SignatureWatch signatures) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(bool settled, string? after, CancellationToken cancellation)
    {
        var health = new List<SignatureHealth>();
        foreach (var reader in desk.Readers)
            health.Add(new(reader.Gateway, reader.Mode, await signatures.TallyAsync(reader.Gateway, cancellation)));
        return View("Index", new KeptWebhooksPage(settled, await shelf.PageAsync(!settled, after, cancellation), health));
    }

    [HttpGet("{id}")]
    public async Task<IActionResult> Show(string id, CancellationToken cancellation) =>
        await shelf.FindAsync(id, cancellation) is { } kept ? View("Show", kept) : NotFound();

    /// <summary>The page of what was refused stands at the form's address. Who comes back to that, by a sign-in, gets the webhook.</summary>
    [HttpGet("{id}/replay"), HttpGet("{id}/dismissal")]
    public IActionResult Back(string id) => RedirectToAction("Show", new { id });

    [HttpPost("{id}/replay")]
    public async Task<IActionResult> Replay(string id, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(id, cancellation) is not { } kept)
            return NotFound();
        switch (await desk.ReplayAsync(kept, User.AsAuthor().Name, cancellation))
        {
            case WebhookAnswer.Settled:
                return AlreadySettled(kept);
            case WebhookAnswer.Kept still:
                ModelState.AddModelError("", $"It still cannot be taken in: {Shown.Text(still.Reason)}");
                return View("Show", kept);
            default:
                TempData["Notice"] = "The webhook was taken in.";
                return RedirectToAction("Index");
        }
    }

    [HttpPost("{id}/dismissal")]
    public async Task<IActionResult> Dismiss(string id, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(id, cancellation) is not { } kept)
            return NotFound();
        if (!kept.IsWaiting)
            return AlreadySettled(kept);
        await shelf.DismissAsync(id, User.AsAuthor().Name, cancellation);
        TempData["Notice"] = "The webhook was dismissed. It stays in the list of settled ones.";
        return RedirectToAction("Index");
    }

    /// <summary>The administrator's page was drawn before somebody settled it; the page as it is now says by whom.</summary>
    private ViewResult AlreadySettled(KeptWebhook kept)
    {
        ModelState.AddModelError("", "It was settled before. Nothing was done now.");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Show", kept);
    }
}

/// <summary>A page of kept webhooks, with what each gateway's signature check has counted.</summary>
public sealed record KeptWebhooksPage(bool Settled, Page<KeptWebhook> Page, IReadOnlyList<SignatureHealth> Signatures);

/// <summary>One gateway's signature check.</summary>
public sealed record SignatureHealth(string Gateway, SignatureMode Mode, SignatureTally Tally);
