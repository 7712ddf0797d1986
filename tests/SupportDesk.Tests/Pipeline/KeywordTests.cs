using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>STOP, START and HELP as they come in: what they change, what is answered, and whether anybody is asked for.</summary>
public sealed class KeywordTests : KeywordDesk
{
    [Fact]
    public async Task The_same_STOP_ten_times_at_once_is_one_text_one_change_and_one_confirmation()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => desk.Client.TextAsync("STOP", "s1")));
        var ticket = await desk.OnlyTicketAsync();
        await LeftAsync(1);
        await desk.Client.TextAsync("STOP", "s1");

        await desk.TimelineAsync(ticket.Code, timeline => timeline is [{ IsInbound: true }, { State: MessageState.Sent }]);
        (await ConsentAsync())!.Ledger.Should().ContainSingle();
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_second_STOP_is_kept_and_not_confirmed_again()
    {
        await SayAsync("STOP", "s1");
        await LeftAsync(1);
        await SayAsync("STOP", "s2");

        (await ConsentAsync())!.Ledger.Should().ContainSingle();
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_first_STOP_makes_a_ticket_that_asks_for_nobody()
    {
        await SayAsync("STOP", "s1");

        var ticket = await desk.OnlyTicketAsync();
        ticket.Should().BeEquivalentTo(new { Status = TicketStatus.Closed, IsUnread = false, WaitingSince = (DateTimeOffset?)null, Newest = new { Text = "STOP" } });
    }

    [Fact]
    public async Task An_ordinary_text_behind_it_opens_a_ticket_of_its_own()
    {
        await SayAsync("STOP", "s1");
        await SayAsync("START", "s2");

        await desk.Client.TextAsync("Hello", "m1");

        var tickets = await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2);
        tickets.Should().ContainSingle(ticket => ticket.IsOpen).Which.Newest!.Text.Should().Be("Hello");
    }

    [Fact]
    public async Task STOP_leaves_a_closed_ticket_closed_and_an_open_one_as_it_was()
    {
        var ticket = await TicketAsync();
        await SayAsync("STOP", "s1");
        var open = await FreshAsync(ticket);
        await Tickets.CloseAsync(ticket.Code, open.LastInboundAt, Samples.Ann, default);

        await SayAsync("START", "s2");

        open.Should().BeEquivalentTo(new { IsOpen = true, ticket.WaitingSince, IsUnread = true });
        (await FreshAsync(ticket)).Should().BeEquivalentTo(new { IsOpen = false, IsUnread = false, WaitingSince = (DateTimeOffset?)null });
        (await desk.TimelineAsync(ticket.Code)).Where(text => text.IsInbound).Select(text => text.Text).Should().Equal("Where is it?", "STOP", "START");
    }

    [Fact]
    public async Task HELP_is_answered_and_waits_for_an_agent_like_any_text()
    {
        await desk.Client.TextAsync("help", "h1");

        var ticket = await desk.OnlyTicketAsync(found => found.WaitingSince is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text is { Kind: MessageKind.Confirmation, State: MessageState.Sent }));
        desk.Carrier.Sent.Should().ContainSingle().Which.Text.Should().Be($"This is {Samples.Desk}. Text us your question here and a person answers. Reply STOP to get no more texts.");
    }

    [Fact]
    public async Task HELP_of_who_has_opted_out_is_not_answered()
    {
        await SayAsync("STOP", "s1");
        await LeftAsync(1);

        await SayAsync("HELP", "h1");

        var help = (await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Any(ticket => ticket.IsOpen))).Single(ticket => ticket.IsOpen);
        (await desk.TimelineAsync(help.Code)).Should().ContainSingle();
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task YES_is_a_text_like_any_other_until_the_customer_has_opted_out()
    {
        await desk.Client.TextAsync("Yes", "y1");
        var ticket = await desk.OnlyTicketAsync(found => found.WaitingSince is not null);
        (await ConsentAsync()).Should().BeNull();

        await SayAsync("STOP", "s1");
        await SayAsync("Yes!", "y2");

        (await ConsentAsync())!.IsOptedOut.Should().BeFalse();
        (await FreshAsync(ticket)).WaitingSince.Should().Be(ticket.WaitingSince);
    }

    [Fact]
    public async Task Two_machines_that_text_keywords_to_each_other_fall_silent()
    {
        for (var round = 0; round < 6; round++)
            await SayAsync(round % 2 == 0 ? "HELP" : "INFO", $"h{round}");

        await LeftAsync(3);
        desk.Carrier.Sent.Should().HaveCount(3);
    }

    [Fact]
    public async Task STOP_START_and_a_text_that_waited_together_are_dealt_with_in_their_order()
    {
        await TicketAsync();
        await desk.StopOutboxAsync();
        foreach (var (text, id) in new[] { ("STOP", "s1"), ("START", "s2"), ("STOP", "s3") })
            await desk.Client.TextAsync(text, id);
        await FiledAsync("s3");

        (await ConsentAsync())!.Ledger.Select(change => change.Words).Should().Equal("STOP", "START", "STOP");
        await desk.SendDueAsync();
        desk.Carrier.Sent.Select(text => text.Text[..10]).Should().Equal("You have o");
    }
}
