using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>What is sent to a customer who has opted out: one confirmation, and nothing else until the customer is back.</summary>
public sealed class HeldBackTests : KeywordDesk
{
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
}
