using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Agents;
using SupportDesk.Carriers;
using SupportDesk.Gateways;
using SupportDesk.Storage;
using SupportDesk.Web.Carriers;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Carriers;

/// <summary>Administrators set up the providers that carry texts.</summary>
[Authorize(Roles = nameof(AgentRole.Administrator)), Route("admin/carriers")]
public sealed class CarriersController(CarrierDesk desk, CarriersReading reading, CarrierSecrets secrets) : Controller
{
    private const string ChangedMeanwhile = "Somebody else changed this carrier meanwhile. What you see now is how it is; nothing of yours was saved.";

    [HttpGet]
    public IActionResult Index() => View("Index", reading.All());

    [HttpGet("{gateway}")]
    public async Task<IActionResult> Edit(string gateway, CancellationToken cancellation) =>
        Find(gateway) is { } provider ? View("Edit", reading.Page(provider, await desk.FindAsync(gateway, cancellation))) : NotFound();

    [HttpPost("{gateway}")]
    public async Task<IActionResult> Save(string gateway, CarrierForm form, CancellationToken cancellation)
    {
        if (Find(gateway) is not { } provider)
            return NotFound();
        var seen = await desk.FindAsync(gateway, cancellation);
        if ((seen?.Version ?? 0) != form.Version)
            return Changed(provider, seen);
        try
        {
            if (await TakeAsync(provider, seen, form, cancellation))
                return Done($"{provider.Title} was saved, and is used from now on.");
        }
        catch (ConflictException)
        {
            return Changed(provider, await desk.FindAsync(gateway, cancellation));
        }

        return View("Edit", reading.Page(provider, seen, form));
    }

    [HttpGet("{gateway}/removal")]
    public async Task<IActionResult> Removal(string gateway, CancellationToken cancellation) =>
        Find(gateway) is { } provider && await desk.FindAsync(gateway, cancellation) is { } stored ? View("Removal", reading.Removal(provider, stored)) : NotFound();

    [HttpPost("{gateway}/removal")]
    public async Task<IActionResult> Remove(string gateway, long version, CancellationToken cancellation)
    {
        if (Find(gateway) is not { } provider || await desk.FindAsync(gateway, cancellation) is not { } stored)
            return NotFound();
        if (stored.Version != version)
            return Changed(provider, stored);
        try
        {
            await desk.RemoveAsync(stored, cancellation);
            return Done($"What was stored for {provider.Title} was removed.");
        }
        catch (ConflictException)
        {
            return Changed(provider, await desk.FindAsync(gateway, cancellation));
        }
    }

    /// <summary>False when something is wrong; then the page says what.</summary>
    private async Task<bool> TakeAsync(Provider provider, StoredCarrier? seen, CarrierForm form, CancellationToken cancellation)
    {
        var (values, hidden) = form.Read(provider, seen, setting => reading.IsFixed(provider, setting), secrets, ModelState.AddModelError);
        if (!ModelState.IsValid)
            return false;
        var settings = new StoredCarrier { Id = provider.Gateway, Values = values, Secrets = hidden, ChangedBy = User.AsAuthor().Name, ChangedAt = default };
        foreach (var problem in await desk.SaveAsync(seen, provider, settings, cancellation))
            Tell(provider, problem);
        return ModelState.IsValid;
    }

    /// <summary>A sentence that begins with a setting's key is told beside its field, with the name that it has on the page.</summary>
    private void Tell(Provider provider, string problem)
    {
        var setting = provider.Settings.Where(setting => problem.Contains(provider.KeyOf(setting), StringComparison.Ordinal)).MaxBy(setting => setting.Key.Length);
        if (setting is null)
            ModelState.AddModelError("", problem);
        else if (problem.StartsWith(provider.Section, StringComparison.Ordinal))
            ModelState.AddModelError(setting.Key, setting.Label + Regex.Replace(problem[provider.KeyOf(setting).Length..], @"^ \([A-Z_]+\)", ""));
        else
            ModelState.AddModelError(setting.Key, $"{setting.Label} cannot be read. {setting.Help}");
    }

    private RedirectToActionResult Done(string notice)
    {
        TempData["Notice"] = notice;
        return RedirectToAction("Index");
    }

    private ViewResult Changed(Provider provider, StoredCarrier? stored)
    {
        ModelState.Clear();
        ModelState.AddModelError("", ChangedMeanwhile);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Edit", reading.Page(provider, stored));
    }

    private static Provider? Find(string gateway) => Providers.All.FirstOrDefault(provider => provider.Gateway == gateway);
}
