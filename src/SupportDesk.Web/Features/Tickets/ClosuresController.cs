using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Tickets;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Tickets;

/// <summary>Closing a ticket, and opening it again. Both may be done twice.</summary>
[Authorize]
public sealed class ClosuresController(TicketDesk desk) : Controller
{
    [HttpPost("admin/tickets/{code}/closure")]
    public async Task<IActionResult> Create(string code, [FromQuery] ListQuery query, CancellationToken cancellation) =>
        BackTo(await desk.CloseAsync(code, User.AsAuthor(), cancellation), query);

    [HttpPost("admin/tickets/{code}/reopening")]
    public async Task<IActionResult> Destroy(string code, [FromQuery] ListQuery query, CancellationToken cancellation) =>
        BackTo(await desk.ReopenAsync(code, User.AsAuthor(), cancellation), query);

    private IActionResult BackTo(Ticket? ticket, ListQuery query) => ticket is null ? NotFound() : Redirect(query.ToTicket(ticket.Code));
}
