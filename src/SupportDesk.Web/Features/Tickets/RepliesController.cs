using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Messages;
using SupportDesk.Tickets;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Tickets;

/// <summary>Agents' answers, and sending a failed one again.</summary>
[Authorize]
public sealed class RepliesController(TicketList list, TicketDesk desk, Outbox outbox, OutgoingMedia media) : Controller
{
    [HttpPost("admin/tickets/{code}/replies"), PictureForm]
    public async Task<IActionResult> Create(string code, [FromForm] ReplyForm form, [FromQuery] ListQuery query, CancellationToken cancellation)
    {
        if (form.Problem() is { } problem)
        {
            ModelState.AddModelError(nameof(form.Text), problem);
            return await AgainAsync(code, form, query, null, StatusCodes.Status422UnprocessableEntity, cancellation);
        }

        switch (await desk.ReplyAsync(code, form.Draft(), User.AsAuthor(), cancellation))
        {
            case ReplyResult.Queued:
                return Redirect(query.ToTicket(code));
            case ReplyResult.AnsweredMeanwhile meanwhile:
                form.SeenReplyId = meanwhile.By.MessageId;
                return await AgainAsync(code, form, query, meanwhile, StatusCodes.Status409Conflict, cancellation);
            case ReplyResult.PicturesRefused refused:
                foreach (var sentence in refused.Problems)
                    ModelState.AddModelError(nameof(form.Pictures), sentence);
                var status = refused.AreTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity;
                return await AgainAsync(code, form, query, null, status, cancellation);
            case ReplyResult.CannotBeAnswered:
                return await AgainAsync(code, form, query, null, StatusCodes.Status422UnprocessableEntity, cancellation);
            default:
                return NotFound();
        }
    }

    [HttpPost("admin/messages/{id}/resend")]
    public async Task<IActionResult> SendAgain(string id, [FromForm] string? code, [FromQuery] ListQuery query, CancellationToken cancellation)
    {
        if (TicketCode.Normalize(code) is not { } ticket)
            return NotFound();

        // Null: it was sent again already, or went through meanwhile. The conversation shows which.
        await outbox.SendAgainAsync(id, User.AsAuthor(), cancellation);
        return Redirect(query.ToTicket(ticket));
    }

    /// <summary>The page with the form as the agent filled it in.</summary>
    private async Task<IActionResult> AgainAsync(
        string code, ReplyForm form, ListQuery query, ReplyResult.AnsweredMeanwhile? meanwhile, int status, CancellationToken cancellation)
    {
        if (await desk.FindAsync(code, cancellation) is not { } ticket)
            return NotFound();
        // What the form shows is what the agent must see next, not what the browser sent.
        foreach (var field in new[] { nameof(form.Id), nameof(form.SeenReplyId) })
            ModelState.Remove(field);
        var conversation = await desk.ConversationAsync(ticket, new(), query, seen: true, cancellation);
        Response.StatusCode = status;
        return View("Inbox", new InboxPage(
            await list.PaneAsync(query, ticket.Code, cancellation),
            conversation,
            new ComposerPane(conversation.Ticket, form, query, Writing: true, meanwhile) { ChooseAgain = ChooseAgain(ticket, form) }));
    }

    private List<string> ChooseAgain(Ticket ticket, ReplyForm form) => media.OfferFor(ticket) is { WhyNot: null, Limits: var limits }
        ? [.. form.Files.Where(file => limits.ProblemWith(file) is null).Select(file => file.Name)]
        : [];
}
