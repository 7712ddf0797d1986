using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;
using SupportDesk.Automation;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Rules;

/// <summary>What administrators do with a rule in the list: move it, switch it on or off, delete it.</summary>
[Authorize(Roles = nameof(AgentRole.Administrator)), Route("admin/rules/{id:int}")]
public sealed class RuleStepsController(RuleDesk desk) : Controller
{
    [HttpPost("up")]
    public Task<IActionResult> Up(int id, CancellationToken cancellation) => MoveAsync(id, up: true, cancellation);

    [HttpPost("down")]
    public Task<IActionResult> Down(int id, CancellationToken cancellation) => MoveAsync(id, up: false, cancellation);

    [HttpPost("switch")]
    public async Task<IActionResult> Switch(int id, bool on, CancellationToken cancellation)
    {
        await desk.SwitchAsync(id, on, User.AsAuthor().Name, cancellation);
        return ToList(id);
    }

    [HttpGet("removal")]
    public async Task<IActionResult> Removal(int id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } rule ? View("Removal", rule) : NotFound();

    [HttpPost("removal")]
    public async Task<IActionResult> Remove(int id, int revision, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } rule)
            return NotFound();
        TempData["Notice"] = await desk.RemoveAsync(id, revision, cancellation)
            ? $"The rule “{rule.Name}” was deleted."
            : $"The rule “{rule.Name}” was not deleted: somebody else changed it meanwhile.";
        return Redirect("/admin/rules");
    }

    private async Task<IActionResult> MoveAsync(int id, bool up, CancellationToken cancellation)
    {
        await desk.MoveAsync(id, up, cancellation);
        return ToList(id);
    }

    /// <summary>Back to where the rule is now, with the keyboard on it.</summary>
    private RedirectResult ToList(int id) => Redirect($"/admin/rules#rule-{id}");

    private async Task<ReplyRule?> FindAsync(int id, CancellationToken cancellation) => (await desk.RulesAsync(cancellation)).Find(id);
}
