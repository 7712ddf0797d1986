using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;
using SupportDesk.Web.Features.Setup;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Agents;

/// <summary>Administrators manage the accounts of the people at the desk.</summary>
[Authorize(Roles = nameof(AgentRole.Administrator)), Route("admin/agents")]
public sealed class AgentsController(AgentDesk agents, IPasswordHasher<Agent> hasher) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View("Index", new AgentsPage(await agents.AllAsync(cancellation), User.AsAuthor().Id));

    [HttpGet("new")]
    public IActionResult New() => View("New", new NewAgentForm());

    [HttpPost]
    public async Task<IActionResult> Create(NewAgentForm form, CancellationToken cancellation)
    {
        if (!AgentDesk.IsUserName(form.Account.UserName ?? ""))
            ModelState.AddModelError("Account.UserName", $"The user name {SetupForm.UserNameRule}");
        if (!ModelState.IsValid)
            return View("New", form);
        var role = form.Administrator ? AgentRole.Administrator : AgentRole.Agent;
        if (await agents.AddAsync(form.Account.UserName!, form.Account.Name!, role, hasher.HashPassword(null!, form.Account.Password!), cancellation))
            return RedirectToAction("Index");
        ModelState.AddModelError("Account.UserName", "This user name is taken.");
        return View("New", form);
    }

    [HttpPost("{id}/disabling")]
    public async Task<IActionResult> Disable(string id, CancellationToken cancellation)
    {
        if (id == User.AsAuthor().Id)
            return BadRequest("Nobody can disable the own account.");
        if (await agents.DisableAsync(id, User.AsAuthor().Id, cancellation) is not { } agent)
            return NotFound();
        if (!agent.IsDisabled)
            TempData["Notice"] = $"{agent.Name} could not be disabled: the account is disabling somebody at this moment, or yours is. Nobody was disabled. Try again in a minute.";
        return RedirectToAction("Index");
    }

    [HttpPost("{id}/enabling")]
    public async Task<IActionResult> Enable(string id, CancellationToken cancellation) =>
        await agents.EnableAsync(id, cancellation) is null ? NotFound() : RedirectToAction("Index");
}

/// <summary>The list of accounts, and whose session looks at it.</summary>
public sealed record AgentsPage(IReadOnlyList<Agent> Agents, string OwnId);

/// <summary>A new account and its role.</summary>
public sealed class NewAgentForm
{
    [Required]
    public SetupForm Account { get; set; } = new();

    public bool Administrator { get; set; }
}
