using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SupportDesk.Agents;
using SupportDesk.Web.Hosting;
using Identity = SupportDesk.Web.Hosting.Identity;

namespace SupportDesk.Web.Features.Setup;

/// <summary>First-run: creates the first administrator, once.</summary>
[AllowAnonymous, Route("setup"), EnableRateLimiting(SignInSetup.RateLimit)]
public sealed class SetupController(AgentDesk agents, IPasswordHasher<Agent> hasher, IConfiguration configuration) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken cancellation) =>
        await IsNobodysAsync(cancellation) ? View("Done") : View("Show", new SetupForm());

    [HttpPost]
    public async Task<IActionResult> Create(SetupForm form, CancellationToken cancellation)
    {
        if (await IsNobodysAsync(cancellation))
            return Refused();
        if (!AgentDesk.IsUserName(form.UserName ?? ""))
            ModelState.AddModelError(nameof(form.UserName), $"The user name {SetupForm.UserNameRule}");
        if (!ModelState.IsValid)
            return View("Show", form);
        if (!await agents.FoundAsync(form.UserName!, form.Name!, hasher.HashPassword(null!, form.Password!), cancellation))
            return Refused();
        var founder = await agents.FindAsync(form.UserName!, cancellation);
        await HttpContext.SignInAsync(Identity.Principal(founder!, CookieAuthenticationDefaults.AuthenticationScheme));
        return Redirect("/admin");
    }

    private async Task<bool> IsNobodysAsync(CancellationToken cancellation) =>
        UnattendedSetup.IsWanted(configuration) || await agents.IsSetUpAsync(cancellation);

    private ViewResult Refused()
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Done");
    }
}

/// <summary>A new account as its form sends it.</summary>
public sealed class SetupForm
{
    public const int ShortestPassword = 10;
    public const int LongestPassword = 200;

    /// <summary>The bounds are filled in by the check of the length.</summary>
    public const string PasswordRule = "The password must have at least {2} characters, and at most {1}.";

    public const string UserNameRule = "must have 2 to 64 letters, digits or . _ @ + - and begin with a letter or digit.";

    [Required(ErrorMessage = "Enter your name."), StringLength(80)]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Choose a user name.")]
    public string? UserName { get; set; }

    [Required(ErrorMessage = "Choose a password."), StringLength(LongestPassword, MinimumLength = ShortestPassword, ErrorMessage = PasswordRule)]
    public string? Password { get; set; }

    [Compare(nameof(Password), ErrorMessage = "The two passwords differ.")]
    public string? PasswordAgain { get; set; }
}
