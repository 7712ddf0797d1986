using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace SupportDesk.Web.Features.Problems;

/// <summary>The pages for what went wrong, in words.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ProblemsController : Controller
{
    [Route("/problem/{status:int}")]
    public IActionResult Show(int status)
    {
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
            return NotFound();
        return View("Show", ProblemPage.For(status));
    }

    [HttpGet("/not-allowed")]
    public IActionResult NotAllowed() => StatusCode(StatusCodes.Status403Forbidden);
}

/// <summary>What went wrong, and what the person can do.</summary>
public sealed record ProblemPage(string Title, string Words)
{
    public static ProblemPage For(int status) => status switch
    {
        400 => new("That did not work", "The form was too old or incomplete. Go back, reload the page and try again."),
        403 => new("Not allowed", "Only administrators can see this page."),
        404 => new("Not found", "There is no such page, ticket or text."),
        405 => new("That did not work", "This address cannot be used like that. Go back, and use the links and buttons of the page."),
        413 => new("That is too much", "What you sent is larger than the desk takes. Go back and send less, or smaller files."),
        429 => new("Too many tries", "Wait a minute, then try again."),
        503 => new("The desk cannot read or save anything now", "The store is full, read-only or away. What you wrote is still in your browser: go back and try again in a moment."),
        500 => new("Something went wrong", "The desk has noted it. Try again in a moment."),
        _ => new("That did not work", "Go back and try again."),
    };
}
