using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Gateways.Simulator;

namespace SupportDesk.Web.Features.Phone;

/// <summary>The virtual phone: handsets side by side, and the simulated carrier's behaviour.</summary>
[Authorize(PhoneAccess.Policy)]
public sealed class PhoneController(PhoneReading reading, SimulatedCarrier carrier) : Controller
{
    [HttpGet("phone")]
    public async Task<IActionResult> Index(CancellationToken cancellation) => View("Phone", await reading.PageAsync(cancellation));

    [HttpPost("phone/behaviour")]
    public async Task<IActionResult> Behave(BehaviourForm form, CancellationToken cancellation)
    {
        await carrier.BehaveAsync(form.Behaviour(), cancellation);
        return Redirect("/phone");
    }
}

/// <summary>The switches as the browser sends them: those that are off are not sent.</summary>
public sealed class BehaviourForm
{
    public int? DelaySeconds { get; set; }

    public bool DuplicateWebhook { get; set; }

    public bool OutOfOrder { get; set; }

    public bool Refuse { get; set; }

    public bool AcceptThenFail { get; set; }

    public bool Busy { get; set; }

    public bool DropConnection { get; set; }

    public bool NoReport { get; set; }

    public CarrierBehaviour Behaviour() => CarrierBehaviour.Good with
    {
        DelaySeconds = Math.Clamp(DelaySeconds ?? 0, 0, CarrierBehaviour.LongestDelay),
        DuplicateWebhook = DuplicateWebhook,
        OutOfOrder = OutOfOrder,
        Refuse = Refuse,
        AcceptThenFail = AcceptThenFail,
        Busy = Busy,
        DropConnection = DropConnection,
        NoReport = NoReport,
    };
}
