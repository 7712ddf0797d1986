using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;
using SupportDesk.Numbers;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Numbers;

/// <summary>Administrators see whether a number's set-up works, and try it.</summary>
[Authorize(Roles = nameof(AgentRole.Administrator)), Route("admin/numbers/{number}/check")]
public sealed class ChecksController(CheckReading reading, NumberTest test, SupportNumbers numbers) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show(string number, CancellationToken cancellation) =>
        Find(number) is { } known ? View("Check", await PageAsync(known, new(), cancellation)) : NotFound();

    [HttpPost]
    public async Task<IActionResult> Send(string number, TestForm form, CancellationToken cancellation)
    {
        if (Find(number) is not { } known)
            return NotFound();
        if (!PhoneNumber.TryRead(form.To, out var to, out var problem))
            ModelState.AddModelError(nameof(form.To), problem);
        else if (numbers.IsOurs(to))
            ModelState.AddModelError(nameof(form.To), "This is one of the desk's own numbers. Give the number of a phone.");
        if (!ModelState.IsValid)
            return View("Check", await PageAsync(known, form, cancellation));
        await test.SendAsync(known, to, User.AsAuthor().Name, cancellation);
        return RedirectToAction("Show", new { number });
    }

    private Task<CheckPage> PageAsync(SupportNumber number, TestForm form, CancellationToken cancellation) =>
        reading.PageAsync(number, $"{Request.Scheme}://{Request.Host}{Request.PathBase}", form, cancellation);

    private SupportNumber? Find(string number) => numbers.All.FirstOrDefault(known => known.Number == number);
}
