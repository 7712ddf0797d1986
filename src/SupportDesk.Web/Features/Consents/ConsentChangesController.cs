using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportDesk.Consents;
using SupportDesk.Numbers;
using SupportDesk.Tickets;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Consents;

/// <summary>An agent opts a customer out or in by hand: first a page that says what will be, with a note; then the change.</summary>
[Authorize, Route("admin/consents/change")]
public sealed class ConsentChangesController(ConsentDesk desk, TicketDesk tickets, SupportNumbers numbers) : Controller
{
    [HttpGet]
    public async Task<IActionResult> New(ConsentChangeForm form, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (form.Ticket is null && !Request.Query.ContainsKey(nameof(form.Customer)))
            return View("Change", Page(form, null, null));
        return await WhoAsync(form, cancellation) is { } who ? View("Change", Page(form, who, await ConsentOf(who, cancellation))) : Unknown(form);
    }

    [HttpPost]
    public async Task<IActionResult> Create(ConsentChangeForm form, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (await WhoAsync(form, cancellation) is not { } who)
            return Unknown(form);
        foreach (var (field, problem) in form.Problems())
            ModelState.AddModelError(field, problem);
        if (!ModelState.IsValid)
            return Again(form, who, await ConsentOf(who, cancellation), StatusCodes.Status422UnprocessableEntity);

        var (note, by) = (form.Note!.Trim(), User.AsAuthor());
        var consent = form.OptIn
            ? await desk.OptInAsync(Consent.IdOf(who.Support, who.Customer), form.SeenAt, note, by, who.Ticket, cancellation)
            : await desk.OptOutAsync(who.Support, who.Customer, note, by, who.Ticket, cancellation);
        if (consent is null || (form.OptIn && consent.IsOptedOut))
        {
            ModelState.AddModelError("", "Something has happened since this page was drawn, and nothing was changed. Look at what is so now.");
            return Again(form, who, consent, StatusCodes.Status409Conflict);
        }

        return Redirect(who.Ticket is { } code ? $"/admin/tickets/{code}" : $"/admin/consents/{consent.Id}");
    }

    /// <summary>Whom the form means: the customer of a ticket, one who is in the list, or a number that was typed. Null when it cannot be read; the form then says why.</summary>
    private async Task<ConsentOwner?> WhoAsync(ConsentChangeForm form, CancellationToken cancellation)
    {
        if (form.Ticket is { } code && await tickets.FindAsync(code, cancellation) is { } ticket)
            return new(ticket.SupportNumber, ticket.CustomerNumber, ticket.Code);
        var support = Originator.Read(form.Support)?.Value ?? numbers.Default;
        if (Originator.Read(form.Customer) is { } listed && await desk.FindAsync(support, listed.Value, cancellation) is not null)
            return new(support, listed.Value, null);
        if (!PhoneNumber.TryRead(form.Customer, out var customer, out var problem))
            ModelState.AddModelError(nameof(form.Customer), problem);
        else if (!numbers.IsOurs(support))
            ModelState.AddModelError(nameof(form.Support), "Choose one of the desk’s own numbers.");
        return ModelState.IsValid ? new(support, customer, null) : null;
    }

    private Task<Consent?> ConsentOf(ConsentOwner who, CancellationToken cancellation) => desk.FindAsync(who.Support, who.Customer, cancellation);

    private ViewResult Unknown(ConsentChangeForm form)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Change", Page(form, null, null));
    }

    private ViewResult Again(ConsentChangeForm form, ConsentOwner who, Consent? consent, int status)
    {
        Response.StatusCode = status;
        return View("Change", Page(form, who, consent));
    }

    private ConsentChangePage Page(ConsentChangeForm form, ConsentOwner? who, Consent? consent) => new(form, who, consent, numbers.All);
}
