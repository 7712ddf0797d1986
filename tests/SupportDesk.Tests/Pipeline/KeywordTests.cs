using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>STOP, START and HELP through the whole desk, on a carrier that leaves them to it.</summary>
public sealed class KeywordTests : AnsweringDesk
{
    private const string OptedOut = "The customer opted out on 2 March 2026 with STOP.";

    [Fact]
    public async Task STOP_is_confirmed_once_and_then_nothing_is_sent()
    {
        var ticket = await TicketAsync();
        await SayAsync("Stop.", "s1");
        await LeftAsync(1);

        var reply = await QueueAsync(await FreshAsync(ticket), "We are on it.");

        (await StateAsync(reply.Id, MessageState.Failed)).Failure.Should().Be(OptedOut);
        desk.Carrier.Sent.Should().ContainSingle().Which.Text.Should().StartWith("You have opted out");
    }

    [Fact]
    public async Task START_is_confirmed_and_sending_works_again()
    {
        var ticket = await TicketAsync();
        await SayAsync("STOP", "s1");
        await LeftAsync(1);
        await SayAsync("Start", "s2");
        await LeftAsync(2);

        var reply = await QueueAsync(await FreshAsync(ticket), "We are on it.");

        await StateAsync(reply.Id, MessageState.Sent);
        desk.Carrier.Sent.Select(text => text.Text[..10]).Should().Equal("You have o", "You will g", "We are on ");
        (await ConsentAsync())!.Ledger.Select(change => (change.OptedOut, change.Words, change.TicketId)).Should().Equal((true, "STOP", ticket.Code), (false, "START", ticket.Code));
    }

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
    public async Task A_queued_answer_is_caught_by_STOP()
    {
        desk.Carrier.Answer(new SendResult.TryLater("Busy."));
        var reply = await ReplyAsync("We are on it.");
        await MessageAsync(reply.Id, message => message.Failure == "Busy.");

        await SayAsync("STOP", "s1");
        desk.Time.Advance(TimeSpan.FromSeconds(10));

        (await StateAsync(reply.Id, MessageState.Failed)).Failure.Should().Be(OptedOut);
        await LeftAsync(2);
        desk.Carrier.Sent.Select(text => text.Text).Should().HaveCount(2).And.ContainSingle(text => text == "We are on it.");
    }

    [Fact]
    public async Task STOP_that_comes_while_an_answer_is_on_the_wire_takes_nothing_back_and_stops_the_next()
    {
        var (called, answer) = desk.Carrier.Hang();
        var first = await ReplyAsync("First.");
        await called;
        await SayAsync("STOP", "s1");
        var second = await QueueAsync(await FreshAsync(await desk.OnlyTicketAsync()), "Second.");
        answer.SetResult(new SendResult.Accepted("p9"));

        await StateAsync(first.Id, MessageState.Sent);
        desk.Time.Advance(TimeSpan.FromSeconds(2));
        (await StateAsync(second.Id, MessageState.Failed)).Failure.Should().Be(OptedOut);
    }

    [Fact]
    public async Task An_answer_that_was_held_back_and_is_sent_again_is_held_back_again()
    {
        var ticket = await TicketAsync();
        await SayAsync("STOP", "s1");
        var reply = await QueueAsync(await FreshAsync(ticket), "Hello?");
        await StateAsync(reply.Id, MessageState.Failed);

        var again = await AgainAsync(reply.Id);

        await StateAsync(again!.Id, MessageState.Failed);
        desk.Carrier.Sent.Should().NotContain(text => text.Text == "Hello?");
    }

    [Fact]
    public async Task The_confirmation_of_an_opt_out_cannot_be_sent_a_second_time()
    {
        desk.Carrier.Answer(new SendResult.Refused("No."));
        await SayAsync("STOP", "s1");
        var ticket = await desk.OnlyTicketAsync();
        var failed = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Failed))).Single(text => !text.IsInbound);

        var again = await AgainAsync(failed.Id);

        (await StateAsync(again!.Id, MessageState.Failed)).Failure.Should().Be(OptedOut);
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task One_support_number_is_not_another()
    {
        await SayAsync("STOP", "s1");

        await desk.Client.TextAsync("Hello", "m1", to: "31970102401");
        var tickets = await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Any(ticket => ticket.SupportNumber == "+31970102401"));
        var reply = await QueueAsync(tickets.Single(ticket => ticket.SupportNumber == "+31970102401"), "Hello back");

        await StateAsync(reply.Id, MessageState.Sent);
    }

    [Fact]
    public async Task HELP_is_answered_and_waits_for_an_agent_like_any_text()
    {
        await desk.Client.TextAsync("help", "h1");

        var ticket = await desk.OnlyTicketAsync(found => found.WaitingSince is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text is { Kind: MessageKind.KeywordAnswer, State: MessageState.Sent }));
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
        await desk.StopOutboxAsync();
        var (one, two) = (desk.Client.TextAsync("STOP", "s1"), "START");
        await one;
        await desk.Client.TextAsync(two, "s2");
        await desk.Client.TextAsync("STOP", "s3");
        await FiledAsync("s3");

        (await ConsentAsync())!.Ledger.Select(change => change.Words).Should().Equal("STOP", "START", "STOP");
        await desk.SendDueAsync();
        desk.Carrier.Sent.Select(text => text.Text[..10]).Should().Equal("You have o");
    }

    [Fact]
    public async Task An_agent_opts_a_customer_out_and_in_and_both_are_in_the_ledger()
    {
        var ticket = await TicketAsync();
        var consents = desk.Services.GetRequiredService<ConsentDesk>();
        var consent = await consents.OptOutAsync(ticket.SupportNumber, ticket.CustomerNumber, "By phone.", Samples.Ann, ticket.Code, default);
        var reply = await QueueAsync(ticket, "Hello?");
        (await StateAsync(reply.Id, MessageState.Failed)).Failure.Should().Be("Ann opted the customer out on 2 March 2026.");

        await consents.OptInAsync(consent.Id, consent.Last!.At, "Called back.", Samples.Ann, ticket.Code, default);

        await StateAsync((await QueueAsync(await FreshAsync(ticket), "Hello!")).Id, MessageState.Sent);
        (await ConsentAsync())!.Ledger.Select(change => (change.OptedOut, change.Words, change.By)).Should().Equal((true, "By phone.", Samples.Ann), (false, "Called back.", Samples.Ann));
    }

    /// <summary>A text that is a keyword, until it is filed.</summary>
    private async Task SayAsync(string text, string id)
    {
        await desk.Client.TextAsync(text, id);
        await FiledAsync(id);
    }

    private Task<bool> FiledAsync(string id) => desk.Events.UntilAsync(
        async () => (await Task.WhenAll((await desk.TicketsAsync()).Select(ticket => desk.TimelineAsync(ticket.Code)))).SelectMany(texts => texts).Any(text => text.ProviderId == id), filed => filed);

    private Task<int> LeftAsync(int count) => desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), left => left >= count);

    private async Task<Ticket> FreshAsync(Ticket ticket) => (await desk.Store.FindAsync<Ticket>(ticket.Code, default))!;

    private Task<Consent?> ConsentAsync() => desk.Store.FindAsync<Consent>(Consent.IdOf(Samples.Desk, Samples.Customer), default);
}
