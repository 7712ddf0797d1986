using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Messages;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Messages;

/// <summary>Everything that is known about one text.</summary>
[Authorize, Route("admin/messages")]
public sealed class MessagesController(FailedTexts texts, MessageLinks links) : Controller
{
    [HttpGet("{id}")]
    public async Task<IActionResult> Show(string id, CancellationToken cancellation) =>
        await texts.FindAsync(id, cancellation) is { } message
            ? View("Show", await links.AddAsync(new MessagePage(message, User.IsAdministrator()), cancellation))
            : NotFound();
}
