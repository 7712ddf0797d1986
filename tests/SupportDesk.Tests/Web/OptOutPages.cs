using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Web;

/// <summary>An agent's browser without scripts, at a desk whose customers opt out.</summary>
public abstract class OptOutPages : IAsyncLifetime
{
    private protected readonly DeskHost desk = new(settings: [("Desk:Numbers:+31970102401:Name", "Sales")]);
    private protected HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    protected async Task<IEnumerable<string>> RowsAsync(string path) =>
        (await ann.PageAsync(path)).QuerySelectorAll("#consents tbody tr td:first-child").Select(cell => cell.TextContent);

    protected async Task<Ticket> TicketAsync(string text)
    {
        await desk.Client.TextAsync(text, "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline is [_, { DueAt: null }]);
        return ticket;
    }

    /// <summary>A ticket whose customer wrote, then texted STOP.</summary>
    protected async Task<Ticket> StoppedAsync()
    {
        var ticket = await TicketAsync("Hello");
        await StopAsync();
        await desk.TimelineAsync(ticket.Code, timeline => timeline is [_, _, _, { State: MessageState.Sent }]);
        return ticket;
    }

    protected async Task StopAsync(string from = "31612345678", string id = "s1")
    {
        await desk.Client.TextAsync("STOP", id, from: from);
        await desk.Events.UntilAsync(() => ConsentAsync("+" + from), consent => consent is { IsOptedOut: true });
    }

    protected async Task<Consent> ConsentAsync(string customer) => (await desk.Store.FindAsync<Consent>(Consent.IdOf(Samples.Desk, customer), default))!;

    protected Task<Consent> ConsentAsync() => ConsentAsync(Samples.Customer);
}
