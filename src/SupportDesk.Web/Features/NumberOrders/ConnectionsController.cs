using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Web.Carriers;

namespace SupportDesk.Web.Features.NumberOrders;

/// <summary>Administrators let the desk tell a carrier where a support number's texts go. What the carrier says is told at the set-up check.</summary>
[Authorize(Roles = nameof(AgentRole.Administrator)), Route("admin/numbers/{number}/check")]
public sealed class ConnectionsController(OrderDesk desk, SupportNumbers numbers, WebhookAddresses addresses) : Controller
{
    [HttpPost("connection")]
    public Task<IActionResult> Connect(string number, CancellationToken cancellation) => TellAsync(number, isTest: false, cancellation);

    [HttpPost("registration")]
    public Task<IActionResult> Register(string number, CancellationToken cancellation) => TellAsync(number, isTest: true, cancellation);

    private async Task<IActionResult> TellAsync(string number, bool isTest, CancellationToken cancellation)
    {
        if (numbers.All.FirstOrDefault(known => known.Number == number) is not { } ours)
            return NotFound();
        TempData["Notice"] = await desk.ConnectAsync(ours, addresses.Inbound(ours.Gateway), isTest, cancellation) switch
        {
            MarketResult<string>.Done done => done.Value,
            MarketResult<string>.Refused refused => $"Not set. {refused.Reason}",
            MarketResult<string>.TryLater later => $"Not set. {later.Reason} Try again.",
            MarketResult<string>.Uncertain uncertain => $"Perhaps set. {uncertain.Reason} Try again.",
            _ => throw new InvalidOperationException("There is no other result."),
        };
        return RedirectToAction("Show", "Checks", new { number });
    }
}
