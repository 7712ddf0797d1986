using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;
using SupportDesk.Web.Features.Setup;
using SupportDesk.Web.Features.SignIn;
using SupportDesk.Web.Hosting;
using Identity = SupportDesk.Web.Hosting.Identity;

namespace SupportDesk.Web.Features.Agents;

/// <summary>Agents change their own password; administrators reset those of others.</summary>
[Authorize]
public sealed class PasswordsController(AgentDesk agents, Passwords passwords, IPasswordHasher<Agent> hasher, TimeProvider time) : Controller
{
    [HttpGet("admin/password")]
    public IActionResult Own() => View("OwnPassword", new OwnPasswordForm());

    [HttpPost("admin/password")]
    public async Task<IActionResult> ChangeOwn(OwnPasswordForm form, CancellationToken cancellation)
    {
        var id = User.AsAuthor().Id;
        if (ModelState.IsValid && await passwords.CheckAsync(id, form.Current!, cancellation) is null)
            ModelState.AddModelError(nameof(form.Current), await WhyNotAsync(id, cancellation));
        if (!ModelState.IsValid)
            return View("OwnPassword", form);
        var changed = await agents.ChangePasswordAsync(id, hasher.HashPassword(null!, form.Password!), cancellation);
        await HttpContext.SignInAsync(Identity.Principal(changed!, CookieAuthenticationDefaults.AuthenticationScheme));
        TempData["Notice"] = "Your password is changed. Other sessions of yours have ended.";
        return RedirectToAction("Own");
    }

    /// <summary>A locked account's password is not looked at, so nobody knows whether it was right.</summary>
    private async Task<string> WhyNotAsync(string id, CancellationToken cancellation) =>
        await agents.FindAsync(id, cancellation) is { } agent && agent.IsLockedAt(time.GetUtcNow())
            ? "Five wrong passwords were tried, so your account is locked for 15 minutes. Try again after that."
            : "This is not your password.";

    [HttpGet("admin/agents/{id}/password"), Authorize(Roles = nameof(AgentRole.Administrator))]
    public async Task<IActionResult> Reset(string id, CancellationToken cancellation) =>
        await agents.FindAsync(id, cancellation) is { } agent ? View("ResetPassword", new ResetPasswordForm { Name = agent.Name, Id = agent.Id }) : NotFound();

    [HttpPost("admin/agents/{id}/password"), Authorize(Roles = nameof(AgentRole.Administrator))]
    public async Task<IActionResult> Change(string id, ResetPasswordForm form, CancellationToken cancellation)
    {
        if (await agents.FindAsync(id, cancellation) is not { } agent)
            return NotFound();
        if (!ModelState.IsValid)
        {
            form.Name = agent.Name;
            return View("ResetPassword", form);
        }

        await agents.ChangePasswordAsync(id, hasher.HashPassword(null!, form.Password!), cancellation);
        TempData["Notice"] = $"The password of {agent.Name} is changed.";
        return RedirectToAction("Index", "Agents");
    }
}

/// <summary>The own new password.</summary>
public sealed class OwnPasswordForm
{
    [Required(ErrorMessage = "Enter your current password.")]
    public string? Current { get; set; }

    [Required(ErrorMessage = "Choose a password."), StringLength(SetupForm.LongestPassword, MinimumLength = SetupForm.ShortestPassword, ErrorMessage = SetupForm.PasswordRule)]
    public string? Password { get; set; }

    [Compare(nameof(Password), ErrorMessage = "The two passwords differ.")]
    public string? PasswordAgain { get; set; }
}

/// <summary>Another agent's new password.</summary>
public sealed class ResetPasswordForm
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    [Required(ErrorMessage = "Choose a password."), StringLength(SetupForm.LongestPassword, MinimumLength = SetupForm.ShortestPassword, ErrorMessage = SetupForm.PasswordRule)]
    public string? Password { get; set; }
}
