using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Tickets;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Tickets;

/// <summary>Closing a ticket, and opening it again. Both may be done twice.</summary>
[Authorize]
public sealed class ClosuresController(TicketList list, TicketDesk desk) : Controller
{
    /// <param name="code">The ticket.</param>
    /// <param name="shown">The time of the customer's newest text on the agent's page, in ticks of 100 ns.</param>
    /// <param name="query">What the list beside it shows.</param>
    /// <param name="cancellation">Ends the work.</param>
    [HttpPost("admin/tickets/{code}/closure")]
    public async Task<IActionResult> Create(string code, [FromForm] long? shown, [FromQuery] ListQuery query, CancellationToken cancellation)
    {
        DateTimeOffset? until = shown is >= 0 and { } ticks && ticks <= DateTimeOffset.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : null;
        return await desk.CloseAsync(code, until, User.AsAuthor(), cancellation) switch
        {
            CloseResult.Closed closed => Redirect(query.ToTicket(closed.Ticket.Code)),
            CloseResult.TextCameMeanwhile meanwhile => await MeanwhileAsync(meanwhile.Ticket, query, cancellation),
            _ => NotFound(),
        };
    }

    [HttpPost("admin/tickets/{code}/reopening")]
    public async Task<IActionResult> Destroy(string code, [FromQuery] ListQuery query, CancellationToken cancellation) =>
        await desk.ReopenAsync(code, User.AsAuthor(), cancellation) is { } ticket ? Redirect(query.ToTicket(ticket.Code)) : NotFound();

    /// <summary>The page with the new text; its button closes the ticket as it is now.</summary>
    private async Task<IActionResult> MeanwhileAsync(Ticket ticket, ListQuery query, CancellationToken cancellation)
    {
        var conversation = await desk.ConversationAsync(ticket, new(), query, seen: true, cancellation);
        var composer = new ComposerPane(conversation.Ticket, ReplyForm.For(conversation.Ticket), query, Writing: true);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Inbox", new InboxPage(await list.PaneAsync(query, ticket.Code, cancellation), conversation, composer, TextCameMeanwhile: true));
    }
}
