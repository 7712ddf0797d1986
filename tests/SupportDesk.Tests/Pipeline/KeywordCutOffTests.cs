using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Keywords whose filing is cut off half-way: the next pass begins it again, and nothing happens twice.</summary>
public sealed class KeywordCutOffTests : IAsyncLifetime
{
    private readonly DeskHost desk = new(settings: [("Desk:Confirmation", "")]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData(typeof(Ticket))]
    [InlineData(typeof(Message))]
    public async Task A_STOP_that_is_filed_again_behind_which_START_waits_ends_opted_in(Type saved)
    {
        var ticket = await TicketAsync();
        await CutOffAsync("STOP", "s1", saved);
        (await ConsentAsync())!.IsOptedOut.Should().BeTrue("it counts as soon as it is read");

        await desk.Client.TextAsync("START", "s2");
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 3 && timeline.Count(text => text.Kind is MessageKind.Confirmation) == 2);

        (await ConsentAsync())!.Ledger.Select(change => change.Words).Should().Equal("STOP", "START");
        (await desk.TimelineAsync(ticket.Code)).Where(text => text.IsInbound).Select(text => text.Text).Should().Equal("Hello", "STOP", "START");
    }

    [Theory]
    [InlineData(typeof(Ticket))]
    [InlineData(typeof(Message))]
    public async Task A_text_that_comes_while_another_cannot_be_filed_waits_behind_it(Type saved)
    {
        var ticket = await TicketAsync();
        await CutOffAsync("Second", "m2", saved, () => desk.Client.TextAsync("Third", "m3"));

        await desk.Client.TextAsync("Fourth", "m4");
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 4);

        (await desk.TimelineAsync(ticket.Code)).Select(text => text.Text).Should().Equal("Hello", "Second", "Third", "Fourth");
    }

    [Fact]
    public async Task A_YES_that_is_filed_again_is_still_an_opt_in()
    {
        var ticket = await TicketAsync();
        await desk.Client.TextAsync("STOP", "s1");
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 2);
        var waiting = (await desk.OnlyTicketAsync()).WaitingSince;
        await CutOffAsync("Yes", "y1", typeof(Message));

        await desk.Client.TextAsync("INFO", "h1");
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 4);

        (await ConsentAsync())!.Ledger.Select(change => change.Words).Should().Equal("STOP", "YES");
        (await desk.OnlyTicketAsync()).WaitingSince.Should().Be(waiting);
    }

    [Fact]
    public async Task A_first_STOP_that_is_filed_again_makes_one_ticket_and_one_confirmation()
    {
        await CutOffAsync("STOP", "s1", typeof(Message));

        await desk.Client.TextAsync("STOP", "s2");

        var ticket = await desk.OnlyTicketAsync(found => !found.IsOpen);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 2 && timeline.Any(text => text.State is MessageState.Sent));
        desk.Carrier.Sent.Should().ContainSingle();
        (await desk.TicketsAsync()).Should().ContainSingle();
    }

    /// <summary>The store fails at the first save of that kind, after something has happened meanwhile.</summary>
    private async Task CutOffAsync(string text, string id, Type saved, Func<Task>? meanwhile = null)
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        desk.FullStore.Saving = async document =>
        {
            if (document.GetType() != saved || document is Message { IsInbound: false })
                return;
            desk.FullStore.Saving = null;
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            failed.SetResult();
            throw new StoreUnavailableException("Cut off.");
        };
        await desk.Client.TextAsync(text, id);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task<Ticket> TicketAsync()
    {
        await desk.Client.TextAsync("Hello", "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 1);
        return ticket;
    }

    private Task<Consent?> ConsentAsync() => desk.Store.FindAsync<Consent>(Consent.IdOf(Samples.Desk, Samples.Customer), default);
}
