using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Gateways.Simulator;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Phone;

/// <summary>Handsets come, text and go. Their address is their number without its plus.</summary>
[Authorize(PhoneAccess.Policy)]
public sealed class HandsetsController(PhoneReading reading, Handsets handsets, SimulatedCarrier carrier, SupportNumbers numbers) : Controller
{
    [HttpPost("phone/handsets")]
    public async Task<IActionResult> Create(HandsetForm form, bool random, CancellationToken cancellation)
    {
        if ((await handsets.AllAsync(cancellation)).Count >= Handsets.Most)
            form.Problem = $"There are {Handsets.Most} handsets. Remove one first.";
        else if (random)
            return Redirect(To(await handsets.AddRandomAsync(cancellation)));
        else if (!PhoneNumber.TryRead(form.Number, out var number, out var problem))
            form.Problem = problem;
        else if (numbers.IsOurs(number))
            form.Problem = "This is one of the desk's own numbers. Give the handset another one.";
        else if (!await handsets.AddAsync(number, cancellation))
            form.Problem = "There is a handset with this number.";
        else
            return Redirect(To(number));
        return Again(await reading.PageAsync(cancellation, add: form));
    }

    /// <summary>What a handset shows, for a page that refreshes itself.</summary>
    [HttpGet("phone/handsets/{key}/texts")]
    public async Task<IActionResult> Texts(string key, CancellationToken cancellation) =>
        await FindAsync(key, cancellation) is { } handset ? PartialView("_Texts", await reading.PaneAsync(handset, new(), cancellation)) : NotFound();

    /// <summary>A picture of one of the texts. What is none by its bytes is saved and never opened.</summary>
    [HttpGet("phone/pictures/{id}")]
    public async Task<IActionResult> Picture(string id, CancellationToken cancellation) => await handsets.PictureAsync(id, cancellation) switch
    {
        null => NotFound(),
        var picture when MediaKind.Sendable(picture.Bytes) is { } type => File(picture.Bytes, type),
        var other => File(other.Bytes, "application/octet-stream", "picture.bin"),
    };

    [HttpPost("phone/handsets/{key}/texts"), PictureForm]
    public async Task<IActionResult> Send(string key, TextForm form, CancellationToken cancellation)
    {
        if (await FindAsync(key, cancellation) is not { } handset)
            return NotFound();
        form.Problem = form.ProblemFor(reading.Numbers);
        if (form.Problem is not null)
            return Again(await reading.PageAsync(cancellation, writing: (handset.Number, form)));
        await carrier.TextAsync(handset.Number, form.To!, form.Written, [.. form.Files.Select(file => new PhonePicture(file.Type!, file.Bytes))], cancellation);
        return Redirect(To(handset.Number));
    }

    [HttpPost("phone/handsets/{key}/removal")]
    public async Task<IActionResult> Destroy(string key, CancellationToken cancellation)
    {
        if (await FindAsync(key, cancellation) is { } handset)
            await handsets.RemoveAsync(handset.Number, cancellation);
        return Redirect("/phone");
    }

    private Task<Handset?> FindAsync(string key, CancellationToken cancellation) => handsets.FindAsync("+" + key, cancellation);

    private static string To(string number) => $"/phone#handset-{HandsetPane.KeyOf(number)}";

    /// <summary>The page with the form as the person filled it in.</summary>
    private ViewResult Again(PhonePage page)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Phone", page);
    }
}
