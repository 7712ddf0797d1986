using SupportDesk.Consents;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A desk whose customers text keywords, on a carrier that leaves them to it.</summary>
public abstract class KeywordDesk : AnsweringDesk
{
    protected const string OptedOut = "The customer opted out on 2 March 2026 with STOP.";

    /// <summary>A text that is a keyword, until it is filed.</summary>
    protected async Task SayAsync(string text, string id)
    {
        await desk.Client.TextAsync(text, id);
        await FiledAsync(id);
    }

    protected Task<bool> FiledAsync(string id) => desk.Events.UntilAsync(
        async () => (await Task.WhenAll((await desk.TicketsAsync()).Select(ticket => desk.TimelineAsync(ticket.Code)))).SelectMany(texts => texts).Any(text => text.ProviderId == id), filed => filed);

    protected Task<int> LeftAsync(int count) => desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), left => left >= count);

    protected async Task<Ticket> FreshAsync(Ticket ticket) => (await desk.Store.FindAsync<Ticket>(ticket.Code, default))!;

    protected Task<Consent?> ConsentAsync() => desk.Store.FindAsync<Consent>(Consent.IdOf(Samples.Desk, Samples.Customer), default);
}
