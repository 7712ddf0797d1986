using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;
using SupportDesk.Automation;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Rules;

/// <summary>Administrators write the rules by which the desk answers texts by itself.</summary>
[Authorize(Roles = nameof(AgentRole.Administrator)), Route("admin/rules")]
public sealed class RulesController(RuleDesk desk, RulesReading reading, RuleCheck check) : Controller
{
    private const string ChangedMeanwhile = "Somebody else changed this rule meanwhile. What you see now is how it is; nothing of yours was saved.";

    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View("Index", new RulesPage(await desk.RulesAsync(cancellation)));

    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken cancellation) => View("Edit", await reading.NewAsync(cancellation));

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } rule ? View("Edit", reading.Page(rule, RuleForm.Of(rule))) : NotFound();

    /// <summary>Shows what the rule of the form would answer; nothing is saved.</summary>
    [HttpPost("preview")]
    public async Task<IActionResult> Preview(RuleForm form, CancellationToken cancellation)
    {
        var stored = await FindAsync(form.Id, cancellation);
        var rule = await ReadAsync(form, stored, cancellation);
        var page = reading.Page(stored, form);
        return View("Edit", ModelState.IsValid ? page with { Preview = await reading.PreviewAsync(rule, form, cancellation) } : page);
    }

    [HttpPost]
    public async Task<IActionResult> Create(RuleForm form, CancellationToken cancellation)
    {
        form.Id = 0;
        var rule = await ReadAsync(form, null, cancellation);
        if (ModelState.IsValid && !await desk.AddAsync(rule, cancellation))
            ModelState.AddModelError(nameof(form.Name), "There is a rule of this name already.");
        if (!ModelState.IsValid)
            return View("Edit", reading.Page(null, form));
        return Saved($"The rule “{rule.Name}” was added, behind all others.");
    }

    [HttpPost("{id:int}")]
    public async Task<IActionResult> Save(int id, RuleForm form, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } stored)
            return NotFound();
        form.Id = id;
        var rule = await ReadAsync(form, stored, cancellation);
        if (!ModelState.IsValid)
            return View("Edit", reading.Page(stored, form));
        return await desk.ChangeAsync(rule, cancellation) ? Saved($"The rule “{rule.Name}” was saved.") : await ChangedAsync(id, cancellation);
    }

    private async Task<ReplyRule> ReadAsync(RuleForm form, ReplyRule? stored, CancellationToken cancellation)
    {
        var rule = form.Read(User.AsAuthor().Name, (field, problem) => ModelState.AddModelError(field, problem));
        foreach (var problem in check.Problems(rule, await desk.RulesAsync(cancellation)))
            ModelState.AddModelError(problem.Field, problem.Sentence);
        if (!rule.Numbers.All(number => reading.IsNumber(number) || stored?.Numbers.Contains(number) is true))
            ModelState.AddModelError(nameof(form.Numbers), "Choose from the support numbers that there are.");
        return rule;
    }

    private async Task<ReplyRule?> FindAsync(int id, CancellationToken cancellation) => (await desk.RulesAsync(cancellation)).Find(id);

    private async Task<IActionResult> ChangedAsync(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } stored)
            return NotFound();
        ModelState.Clear();
        ModelState.AddModelError("", ChangedMeanwhile);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Edit", reading.Page(stored, RuleForm.Of(stored)));
    }

    private RedirectToActionResult Saved(string notice)
    {
        TempData["Notice"] = notice;
        return RedirectToAction("Index");
    }
}
