using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using SupportDesk.Agents;
using SupportDesk.Web.Hosting;
using Identity = SupportDesk.Web.Hosting.Identity;

namespace SupportDesk.Web.Features.SignIn;

/// <summary>Signs agents in and out.</summary>
[EnableRateLimiting(SignInSetup.RateLimit)]
public sealed class SignInController(AgentDesk agents, Passwords passwords) : Controller
{
    [HttpGet("sign-in")]
    public async Task<IActionResult> Show(string? returnUrl, CancellationToken cancellation)
    {
        if (!await agents.IsSetUpAsync(cancellation))
            return Redirect("/setup");
        return User.Identity?.IsAuthenticated is true ? Back(returnUrl) : View("Show", new SignInForm { ReturnUrl = returnUrl });
    }

    [HttpPost("sign-in")]
    public async Task<IActionResult> Create(SignInForm form, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
            return View("Show", form);
        if (await passwords.CheckAsync(form.UserName!, form.Password!, cancellation) is not { } agent)
        {
            // One answer for all that can be wrong: it does not tell which names exist.
            ModelState.AddModelError("", "Wrong user name or password, or too many tries. After five wrong passwords an account is locked for 15 minutes.");
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return View("Show", form);
        }

        await HttpContext.SignInAsync(Identity.Principal(agent, CookieAuthenticationDefaults.AuthenticationScheme));
        return Back(form.ReturnUrl);
    }

    [HttpPost("sign-out"), DisableRateLimiting]
    public async Task<IActionResult> Destroy()
    {
        await HttpContext.SignOutAsync();
        return Redirect("/sign-in");
    }

    private RedirectResult Back(string? returnUrl) => Redirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/admin");
}

/// <summary>What the sign-in form sends.</summary>
public sealed class SignInForm
{
    [Required(ErrorMessage = "Enter your user name.")]
    public string? UserName { get; set; }

    [Required(ErrorMessage = "Enter your password.")]
    public string? Password { get; set; }

    public string? ReturnUrl { get; set; }
}
