using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;

namespace SupportDesk.Web.Features.NumberOrders;

/// <summary>Administrators look for numbers that carriers sell.</summary>
[Authorize(Roles = nameof(AgentRole.Administrator)), Route("admin/numbers/market")]
public sealed class MarketController(OrdersReading reading) : Controller
{
    [HttpGet]
    public IActionResult Index() => View("Index", reading.Markets());

    [HttpGet("{gateway}")]
    public async Task<IActionResult> Search(string gateway, SearchForm form, CancellationToken cancellation)
    {
        if (reading.Traits(gateway) is not { } traits)
            return NotFound();
        if (form.Page == 0 && ModelState.IsValid)
            return View("Search", new SearchPage(gateway, traits, form));
        var search = form.Read(traits, ModelState.AddModelError);
        return View("Search", ModelState.IsValid ? await reading.SearchAsync(gateway, traits, form, search, cancellation) : new SearchPage(gateway, traits, form));
    }
}
