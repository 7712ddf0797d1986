using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;

namespace SupportDesk.Web.Features.Home;

/// <summary>Leads whoever opens the desk's address to where they can go on.</summary>
[AllowAnonymous]
public sealed class HomeController(AgentDesk agents) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        Redirect(await agents.IsSetUpAsync(cancellation) ? "/admin" : "/setup");
}
