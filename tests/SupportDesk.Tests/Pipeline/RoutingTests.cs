using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

public sealed class RoutingTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_text_within_the_reopen_window_opens_the_same_ticket_without_another_confirmation()
    {
        var ticket = await ClosedTicketAsync();

        desk.Time.Advance(TimeSpan.FromDays(6.9));
        await desk.Client.TextAsync("Still broken", "m2");

        var reopened = await desk.OnlyTicketAsync(found => found.IsOpen);
        reopened.Code.Should().Be(ticket.Code);
        reopened.History.Select(happened => happened.Action).Should().Equal(TicketAction.Opened, TicketAction.Closed, TicketAction.Reopened);
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_text_after_the_reopen_window_opens_a_new_ticket_with_its_own_confirmation()
    {
        var ticket = await ClosedTicketAsync();

        desk.Time.Advance(TimeSpan.FromDays(7.1));
        await desk.Client.TextAsync("Something else", "m2");

        var tickets = await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2);
        tickets.Should().ContainSingle(found => found.IsOpen).Which.Code.Should().NotBe(ticket.Code);
        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 2);
    }

    [Fact]
    public async Task A_quoted_code_leads_to_its_ticket_even_after_the_reopen_window()
    {
        var ticket = await ClosedTicketAsync();

        desk.Time.Advance(TimeSpan.FromDays(30));
        await desk.Client.TextAsync($"About {ticket.Code.ToLowerInvariant()}: it broke again", "m2");

        (await desk.OnlyTicketAsync(found => found.IsOpen)).Code.Should().Be(ticket.Code);
    }

    [Fact]
    public async Task A_quoted_code_opens_its_ticket_beside_the_open_one_and_other_texts_stay_on_that()
    {
        var old = await ClosedTicketAsync();
        desk.Time.Advance(TimeSpan.FromDays(8));
        await desk.Client.TextAsync("Something else", "m2");
        var current = (await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2)).Single(found => found.IsOpen);

        await desk.Client.TextAsync($"{old.Code} is not done", "m3");
        await desk.Client.TextAsync("And the other thing?", "m4");

        await desk.TimelineAsync(old.Code, timeline => timeline.Any(text => text.Text.EndsWith("is not done", StringComparison.Ordinal)));
        await desk.TimelineAsync(current.Code, timeline => timeline.Any(text => text.Text == "And the other thing?"));
        (await desk.TicketsAsync()).Should().HaveCount(2).And.OnlyContain(ticket => ticket.IsOpen);
    }

    [Fact]
    public async Task A_code_of_another_customer_leads_nowhere()
    {
        var ticket = await ClosedTicketAsync();

        await desk.Client.TextAsync($"Tell me about {ticket.Code}", "m2", from: "31687654321");

        var tickets = await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2);
        tickets.Single(found => found.Code == ticket.Code).IsOpen.Should().BeFalse();
        (await desk.TimelineAsync(ticket.Code)).Should().NotContain(text => text.CustomerNumber == "+31687654321");
    }

    [Fact]
    public async Task Agents_reopen_a_ticket_beside_an_open_one()
    {
        var old = await ClosedTicketAsync();
        desk.Time.Advance(TimeSpan.FromDays(8));
        await desk.Client.TextAsync("Something else", "m2");
        await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2);

        var reopened = await desk.Services.GetRequiredService<TicketDesk>().ReopenAsync(old.Code, Samples.Ann, default);

        reopened!.IsOpen.Should().BeTrue();
        (await desk.TicketsAsync()).Should().OnlyContain(ticket => ticket.IsOpen);
    }

    [Fact]
    public async Task Agents_reopen_a_ticket_in_the_moment_in_which_another_opens()
    {
        var old = await ClosedTicketAsync();
        desk.FullStore.Saving = async _ =>
        {
            desk.FullStore.Saving = null;
            await desk.Store.InsertAsync(Samples.Ticket(desk.Time.GetUtcNow(), "K7F2QD"), default);
        };

        (await desk.Services.GetRequiredService<TicketDesk>().ReopenAsync(old.Code, Samples.Ann, default))!.BesideAnother.Should().BeTrue();
    }

    [Fact]
    public async Task A_text_opens_the_ticket_that_was_closed_last_not_the_one_that_was_opened_last()
    {
        var tickets = desk.Services.GetRequiredService<TicketDesk>();
        var old = await ClosedTicketAsync();
        desk.Time.Advance(TimeSpan.FromDays(8));
        await desk.Client.TextAsync("Something else", "m2");
        var newer = (await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2)).Single(found => found.IsOpen);
        await tickets.CloseAsync(newer.Code, desk.Time.GetUtcNow(), Samples.Ann, default);
        await desk.Client.TextAsync($"{old.Code} is not done", "m3");
        await desk.TimelineAsync(old.Code, timeline => timeline.Any(text => text.Text.EndsWith("is not done", StringComparison.Ordinal)));
        desk.Time.Advance(TimeSpan.FromDays(8));
        await tickets.CloseAsync(old.Code, desk.Time.GetUtcNow(), Samples.Ann, default);

        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.Client.TextAsync("Thank you", "m4");

        await desk.TimelineAsync(old.Code, timeline => timeline.Any(text => text.Text == "Thank you"));
    }

    [Fact]
    public async Task Texts_that_were_stored_but_not_filed_when_the_process_died_are_filed_at_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using (var before = new DeskHost(folder))
        {
            // As a kill between storing and filing leaves it: the bell never rang.
            await before.Store.InsertAsync(Samples.Inbound("Left behind", Samples.Morning), default);
        }

        await using var after = new DeskHost(folder);
        var ticket = await after.OnlyTicketAsync(found => found.Newest is not null);

        (await after.TimelineAsync(ticket.Code, timeline => timeline.Count == 2))[0].Text.Should().Be("Left behind");
    }

    private async Task<Ticket> ClosedTicketAsync()
    {
        await desk.Client.TextAsync("It is broken", "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 2);
        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 1);
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        var result = await desk.Services.GetRequiredService<TicketDesk>().CloseAsync(ticket.Code, desk.Time.GetUtcNow(), Samples.Ann, default);
        return result.Should().BeOfType<CloseResult.Closed>().Subject.Ticket;
    }
}
