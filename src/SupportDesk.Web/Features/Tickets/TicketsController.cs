using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using SupportDesk.Tickets;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Tickets;

/// <summary>The inbox: the list on one side, a conversation on the other; and both as fragments for pages that refresh themselves.</summary>
[Authorize]
public sealed class TicketsController(TicketList list, TicketDesk desk) : Controller
{
    [HttpGet("admin"), OutputCache(PolicyName = InboxCache.Policy)]
    public async Task<IActionResult> Index(ListQuery query, CancellationToken cancellation) =>
        View("Inbox", new InboxPage(await list.PaneAsync(query, null, cancellation)));

    [HttpGet("admin/list"), OutputCache(PolicyName = InboxCache.Policy)]
    public async Task<IActionResult> List(ListQuery query, string? current, CancellationToken cancellation) =>
        PartialView("_List", await list.PaneAsync(query, current, cancellation));

    [HttpGet("admin/tickets/{code}")]
    public async Task<IActionResult> Show(string code, ListQuery query, ConversationQuery part, bool write, CancellationToken cancellation)
    {
        if (await desk.FindAsync(code, cancellation) is not { } ticket)
            return await MissingAsync(code, query, cancellation);
        var conversation = await desk.ConversationAsync(ticket, part, query, seen: true, cancellation);
        var composer = new ComposerPane(conversation.Ticket, ReplyForm.For(conversation.Ticket), query, write);
        return View("Inbox", new InboxPage(await list.PaneAsync(query, ticket.Code, cancellation), conversation, composer));
    }

    /// <param name="code">The ticket.</param>
    /// <param name="query">What the list beside it shows.</param>
    /// <param name="part">Which texts.</param>
    /// <param name="seen">True while somebody looks at the page.</param>
    /// <param name="cancellation">Ends the work.</param>
    [HttpGet("admin/tickets/{code}/conversation")]
    public async Task<IActionResult> Conversation(string code, ListQuery query, ConversationQuery part, bool seen, CancellationToken cancellation) =>
        await desk.FindAsync(code, cancellation) is { } ticket
            ? PartialView("_Conversation", await desk.ConversationAsync(ticket, part, query, seen, cancellation))
            : NotFound();

    /// <summary>The page of a form that was refused stands at the form's address. Who comes back to that, by a sign-in, gets the ticket.</summary>
    [HttpGet("admin/tickets/{code}/replies"), HttpGet("admin/tickets/{code}/closure")]
    public IActionResult Back(string code, ListQuery query) => TicketCode.Normalize(code) is { } ticket ? Redirect(query.ToTicket(ticket)) : NotFound();

    private async Task<ViewResult> MissingAsync(string code, ListQuery query, CancellationToken cancellation)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("Inbox", new InboxPage(await list.PaneAsync(query, null, cancellation), Missing: code));
    }
}
