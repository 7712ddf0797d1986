using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>What differs from one support number to the next.</summary>
public sealed class NumbersTests
{
    private const string Shop = "+31970109999";

    [Fact]
    public async Task Each_number_confirms_in_its_own_words()
    {
        await using var desk = new DeskHost(settings: [($"Desk:Numbers:{Shop}:Name", "The Shop"), ($"Desk:Numbers:{Shop}:Confirmation", "{name} ({number}) has your text: {code}.")]);

        await desk.Client.TextAsync("Hello", "m1", to: Shop[1..]);
        await desk.Client.TextAsync("Hello", "m2");

        var tickets = await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2);
        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 2);
        desk.Carrier.Sent.Select(text => (text.From, text.Text)).Should().BeEquivalentTo(tickets.Select(ticket => ticket.SupportNumber == Shop
            ? (Shop, $"The Shop ({Shop}) has your text: {ticket.Code}.")
            : (Samples.Desk, $"Thanks for contacting customer support! Your ticket ID is {ticket.Code}.")));
    }

    [Fact]
    public async Task A_number_may_confirm_nothing()
    {
        await using var desk = new DeskHost(settings: [($"Desk:Numbers:{Shop}:Confirmation", "")]);

        await desk.Client.TextAsync("Hello", "m1", to: Shop[1..]);
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.Client.TextAsync("Hello", "m2");
        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 1);

        (await desk.Store.FindAsync<Message>($"confirm-{ticket.Code}", default)).Should().BeNull();
    }

    [Fact]
    public async Task Each_number_reopens_within_its_own_window()
    {
        await using var desk = new DeskHost(settings: [($"Desk:Numbers:{Shop}:ReopenWindow", "01:00:00")]);
        foreach (var (to, id) in new[] { (Shop, "m1"), (Samples.Desk, "m2") })
            await desk.Client.TextAsync("Hello", id, to: to[1..]);
        foreach (var ticket in await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2 && found.All(one => one.Newest is not null)))
            await desk.Services.GetRequiredService<TicketDesk>().CloseAsync(ticket.Code, ticket.LastInboundAt, Samples.Ann, default);

        desk.Time.Advance(TimeSpan.FromHours(2));
        foreach (var (to, id) in new[] { (Shop, "m3"), (Samples.Desk, "m4") })
            await desk.Client.TextAsync("Again", id, to: to[1..]);

        var all = await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count(one => one.IsOpen) == 2);
        all.Count(ticket => ticket.SupportNumber == Shop).Should().Be(2);
        all.Count(ticket => ticket.SupportNumber == Samples.Desk).Should().Be(1);
    }

    [Fact]
    public async Task Each_number_keeps_its_own_rate()
    {
        await using var desk = new DeskHost(settings: [($"Desk:Numbers:{Shop}:SendsPerSecond", "4"), ("Desk:SendsPerSecond", "1000")]);
        for (var at = 0; at < 12; at++)
            await desk.Client.TextAsync("Hello", $"m{at}", from: $"3161234{at:0000}", to: Shop[1..]);
        await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 12);
        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count >= 4);
        await desk.SendDueAsync();

        desk.Carrier.Sent.Count.Should().BeInRange(4, 5);
    }
}
