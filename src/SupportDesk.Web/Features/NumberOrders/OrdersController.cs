using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;
using SupportDesk.NumberOrders;
using SupportDesk.Web.Carriers;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.NumberOrders;

/// <summary>
/// Administrators buy a number: the order's own page asks, shows how far it has come, and goes on. A form that was sent before, or a page that is out of date, does nothing:
/// what it leads to is the order as it is.
/// </summary>
[Authorize(Roles = nameof(AgentRole.Administrator)), Route("admin/numbers/orders")]
public sealed class OrdersController(OrderDesk desk, OrdersReading reading, WebhookAddresses addresses) : Controller
{
    [HttpPost]
    public async Task<IActionResult> Create(string? gateway, string? offer, CancellationToken cancellation)
    {
        if (gateway is null || reading.Traits(gateway) is null)
            return NotFound();
        return Read(offer) is { } wanted ? Show(await desk.ChooseAsync(gateway, wanted, User.AsAuthor().Name, cancellation)) : BadRequest();
    }

    [HttpGet("{id}")]
    public async Task<IActionResult> Show(string id, CancellationToken cancellation) =>
        await desk.FindAsync(id, cancellation) is { } order ? View("Order", reading.Page(order)) : NotFound();

    [HttpPost("{id}/purchase")]
    public async Task<IActionResult> Buy(string id, long version, bool agreed, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { } order)
            return NotFound();
        if (order.Version != version || !order.CanBeBought)
            return Changed(order);
        if (!agreed)
        {
            ModelState.AddModelError("agreed", "Tick this to buy: it costs money.");
            return View("Order", reading.Page(order));
        }

        return After(await desk.BuyAsync(order, addresses.Inbound(order.Gateway), User.AsAuthor().Name, cancellation));
    }

    [HttpPost("{id}/next")]
    public async Task<IActionResult> GoOn(string id, long version, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { } order)
            return NotFound();
        return order.Version == version ? After(await desk.GoOnAsync(order, addresses.Inbound(order.Gateway), User.AsAuthor().Name, cancellation)) : Changed(order);
    }

    [HttpPost("{id}/settlement")]
    public async Task<IActionResult> Settle(string id, long version, bool bought, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { } order)
            return NotFound();
        return order.Version == version ? After(await desk.SettleAsync(order, bought, addresses.Inbound(order.Gateway), User.AsAuthor().Name)) : Changed(order);
    }

    /// <summary>When all is done, the set-up check is next.</summary>
    private RedirectToActionResult After(NumberOrder order)
    {
        if (order is not { State: OrderState.Done, NotConnected: null })
            return Show(order);
        TempData["Notice"] = $"{order.Number} is yours, and a support number. Now see that it works.";
        return RedirectToAction("Show", "Checks", new { number = order.Number });
    }

    private RedirectToActionResult Changed(NumberOrder order)
    {
        TempData["Notice"] = "The order had changed before you pressed the button. Nothing was done now; this is how it is.";
        return Show(order);
    }

    private RedirectToActionResult Show(NumberOrder order) => RedirectToAction("Show", new { id = order.Id });

    private static NumberOffer? Read(string? written)
    {
        try
        {
            return JsonSerializer.Deserialize<NumberOffer>(written ?? "null") is { Country: { Length: 2 } } offer && SupportDesk.Numbers.PhoneNumber.TryRead(offer.Number, out var number, out _) && number == offer.Number ? offer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
