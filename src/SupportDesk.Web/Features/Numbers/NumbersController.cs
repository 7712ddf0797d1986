using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;
using SupportDesk.Consents;
using SupportDesk.Numbers;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Numbers;

/// <summary>Administrators manage the numbers that customers text.</summary>
[Authorize(Roles = nameof(AgentRole.Administrator)), Route("admin/numbers")]
public sealed class NumbersController(NumberDesk desk, NumbersReading reading, SupportNumbers numbers) : Controller
{
    private const string ChangedMeanwhile = "Somebody else changed this number meanwhile. What you see now is how it is; nothing of yours was saved.";

    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View("Index", await reading.AllAsync(cancellation));

    [HttpGet("new")]
    public IActionResult New() => View("Edit", reading.Page(null, new NumberForm()));

    [HttpPost]
    public async Task<IActionResult> Create(NumberForm form, CancellationToken cancellation)
    {
        var settings = Read(form);
        if (!PhoneNumber.TryRead(form.Number, out var number, out var problem))
            ModelState.AddModelError(nameof(form.Number), problem);
        else if (ModelState.IsValid && !await desk.AddAsync(number, settings, User.AsAuthor().Name, cancellation))
            ModelState.AddModelError(nameof(form.Number), "This number is there already.");
        if (!ModelState.IsValid)
            return View("Edit", reading.Page(null, form));
        TempData["Notice"] = $"{number} was added. Now connect it.";
        return RedirectToAction("Show", "Checks", new { number });
    }

    [HttpGet("{number}")]
    public async Task<IActionResult> Edit(string number, CancellationToken cancellation) =>
        await FindAsync(number, cancellation) is { } stored ? View("Edit", reading.Page(stored, NumberForm.Of(stored))) : NotFound();

    [HttpPost("{number}")]
    public async Task<IActionResult> Save(string number, NumberForm form, CancellationToken cancellation)
    {
        if (await FindAsync(number, cancellation) is not { } stored)
            return NotFound();
        var settings = Read(form);
        if (!ModelState.IsValid)
            return View("Edit", reading.Page(stored, form));
        if (stored.Version != form.Version || !await desk.ChangeAsync(stored, settings, User.AsAuthor().Name, cancellation))
            return await ChangedAsync(number, cancellation);
        TempData["Notice"] = $"{number} was saved.";
        return RedirectToAction("Index");
    }

    [HttpGet("{number}/removal")]
    public async Task<IActionResult> Removal(string number, CancellationToken cancellation) =>
        await FindAsync(number, cancellation) is { } stored ? View("Removal", await reading.RemovalAsync(stored, cancellation)) : NotFound();

    [HttpPost("{number}/removal")]
    public async Task<IActionResult> Remove(string number, long version, CancellationToken cancellation)
    {
        if (await FindAsync(number, cancellation) is not { } stored)
            return NotFound();
        if (stored.Version != version || !await desk.RemoveAsync(stored, cancellation))
            return await ChangedAsync(number, cancellation);
        TempData["Notice"] = $"{number} was removed.";
        return RedirectToAction("Index");
    }

    /// <summary>A number that the configuration sets is not edited here, even when it was stored before.</summary>
    private async Task<StoredNumber?> FindAsync(string number, CancellationToken cancellation) =>
        numbers.IsConfigured(number) ? null : await desk.FindAsync(number, cancellation);

    private async Task<IActionResult> ChangedAsync(string number, CancellationToken cancellation)
    {
        if (await FindAsync(number, cancellation) is not { } stored)
            return NotFound();
        ModelState.Clear();
        ModelState.AddModelError("", ChangedMeanwhile);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Edit", reading.Page(stored, NumberForm.Of(stored)));
    }

    private SupportNumberOptions Read(NumberForm form)
    {
        var settings = form.Read((field, problem) => ModelState.AddModelError(field, problem));
        foreach (var problem in NumberRules.Problems(settings, reading.Gateways))
            ModelState.AddModelError(NumberForm.FieldOf(problem.Setting), NumberForm.InWords(problem));
        if (settings.HelpAnswer is { } help && ConsentOptions.AnswerProblem("The answer to HELP", help) is { } wrong)
            ModelState.AddModelError(nameof(form.HelpAnswer), wrong);
        return settings;
    }
}
