using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A number with two carriers: what the first one certainly did not take leaves by the second, and nothing else does.</summary>
public sealed class FailoverTests : TwoCarriersDesk
{
    [Fact]
    public async Task What_the_first_carrier_did_not_take_leaves_by_the_second_at_once_from_the_same_number()
    {
        desk.Carrier.Answer(Busy);

        var sent = await StateAsync((await ReplyAsync("Hello")).Id, MessageState.Sent);

        desk.Vonage.Sent.Should().ContainSingle().Which.Should().Be(new OutboundText(Samples.Desk, Samples.Customer, "Hello", sent.Id));
        sent.Should().BeEquivalentTo(new { Gateway = "vonage", Attempts = 2, DueAt = (DateTimeOffset?)null, Detour = new NotTaken("messagebird", "MessageBird answered 503.") });
        sent.Changes.Select(change => change.State).Should().Equal(MessageState.Queued, MessageState.Sending, MessageState.Queued, MessageState.Sending, MessageState.Sent);
    }

    [Fact]
    public async Task An_uncertain_send_never_moves()
    {
        desk.Carrier.Answer(new SendResult.Uncertain("The connection broke."));
        var reply = await ReplyAsync("Hello");
        (await StateAsync(reply.Id, MessageState.Unconfirmed)).Gateway.Should().Be("messagebird");

        desk.Time.Advance(TimeSpan.FromHours(2));
        await desk.SendDueAsync();

        desk.Vonage.Sent.Should().BeEmpty();
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_refusal_stays_where_it_is()
    {
        desk.Carrier.Answer(new SendResult.Refused("no (correct) recipients found"));

        (await StateAsync((await ReplyAsync("Hello")).Id, MessageState.Failed)).Gateway.Should().Be("messagebird");

        desk.Vonage.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task While_both_are_busy_it_waits_as_ever_and_begins_with_the_first_again()
    {
        desk.Carrier.Answer(Busy);
        desk.Vonage.Answer(new SendResult.TryLater("Vonage: too many texts at once"));
        var reply = await ReplyAsync("Hello");
        var waiting = await MessageAsync(reply.Id, message => message.Failure == "Vonage: too many texts at once");

        waiting.Should().BeEquivalentTo(new { State = MessageState.Queued, Gateway = "messagebird", Detour = (NotTaken?)null });
        (waiting.DueAt - Samples.Morning).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(4)).And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(7), "going over makes it wait no longer");
        desk.Time.Advance(TimeSpan.FromSeconds(7));

        (await StateAsync(reply.Id, MessageState.Sent)).Gateway.Should().Be("messagebird");
        (desk.Carrier.Sent.Count, desk.Vonage.Sent.Count).Should().Be((2, 1));
    }

    [Fact]
    public async Task It_is_given_up_after_as_many_rounds_as_without_a_second_carrier()
    {
        for (var round = 0; round < 10; round++)
        {
            desk.Carrier.Answer(Busy);
            desk.Vonage.Answer(Busy);
        }

        var reply = await ReplyAsync("Hello");
        for (var round = 0; round < 200; round++)
        {
            desk.Time.Advance(TimeSpan.FromMinutes(1));
            await desk.SendDueAsync();
        }

        (await StateAsync(reply.Id, MessageState.Failed)).Attempts.Should().Be(20);
    }

    [Fact]
    public async Task A_carrier_that_takes_nothing_is_not_asked_for_a_while_then_one_text_tries_it()
    {
        await BreakAsync();
        var sent = desk.Carrier.Sent.Count;

        var moved = await StateAsync((await AnswerAsync("round the first")).Id, MessageState.Sent);

        moved.Detour.Should().Be(new NotTaken("messagebird", "it was in trouble before (MessageBird answered 503)."));
        moved.Attempts.Should().Be(1);
        desk.Carrier.Sent.Should().HaveCount(sent);
        Breakers.OutageOf("messagebird").Should().NotBeNull();

        desk.Time.Advance(TimeSpan.FromSeconds(31));
        (await StateAsync((await AnswerAsync("tries")).Id, MessageState.Sent)).Gateway.Should().Be("messagebird");

        Breakers.OutageOf("messagebird").Should().BeNull();
    }

    [Fact]
    public async Task A_text_of_more_segments_than_the_second_takes_waits_for_the_first()
    {
        desk.Vonage.MostSegments = 1;
        desk.Carrier.Answer(Busy);
        var ticket = await TicketAsync();
        var text = Samples.Outbound(at: desk.Time.GetUtcNow()) with { TicketId = ticket.Code, Text = new string('a', 161) };
        await desk.Store.InsertAsync(text, default);
        await desk.SendDueAsync();

        (await MessageAsync(text.Id, message => message.Attempts == 1 && message.State is MessageState.Queued)).Gateway.Should().Be("messagebird");
        desk.Time.Advance(TimeSpan.FromSeconds(7));
        await StateAsync(text.Id, MessageState.Sent);

        desk.Vonage.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_moves_to_a_carrier_that_is_not_set_up()
    {
        const string Sales = "+31970102401";
        await desk.Store.InsertAsync(new StoredNumber { Id = Sales, ChangedBy = "Ann", ChangedAt = Samples.Morning, Settings = new() { Gateway = "messagebird", SecondGateway = "twilio" } }, default);
        await desk.Services.GetRequiredService<NumberDesk>().RefreshAsync(default);
        desk.Carrier.Answer(Busy);
        var text = Samples.Outbound(at: desk.Time.GetUtcNow()) with { SupportNumber = Sales, TicketId = null };
        await desk.Store.InsertAsync(text, default);

        await desk.SendDueAsync();

        (await desk.Store.FindAsync<Message>(text.Id, default)).Should().BeEquivalentTo(new { State = MessageState.Queued, Gateway = "messagebird", Attempts = 1 });
    }

    [Fact]
    public async Task A_long_answer_is_cut_so_that_either_carrier_takes_it()
    {
        desk.Vonage.MostSegments = 2;
        var words = string.Join(' ', Enumerable.Range(1, 180).Select(number => $"{number:0000}"));

        await ReplyAsync(words);

        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 3);
        desk.Carrier.Sent.Should().OnlyContain(text => Segments.Count(text.Text).Segments <= 2);
    }

    [Fact]
    public async Task Who_opted_out_between_the_two_gets_nothing_by_the_second()
    {
        var ticket = await TicketAsync();
        desk.Carrier.Answer(async _ =>
        {
            await desk.Client.TextAsync("STOP", "stop");
            await desk.Events.UntilAsync(() => desk.Services.GetRequiredService<ConsentDesk>().FindAsync(Samples.Desk, Samples.Customer, default), consent => consent is { IsOptedOut: true });
            return Busy;
        });

        var reply = await QueueAsync(ticket, "Hello");

        (await StateAsync(reply.Id, MessageState.Failed)).Failure.Should().Contain("opted out");
        desk.Vonage.Sent.Should().NotContain(text => text.Reference == reply.Id);
    }

    [Fact]
    public async Task Sent_again_by_hand_it_begins_with_the_first()
    {
        desk.Carrier.Answer(Busy);
        desk.Vonage.Answer(new SendResult.Refused("no"));
        var reply = await ReplyAsync("Hello");
        await StateAsync(reply.Id, MessageState.Failed);

        var again = (await AgainAsync(reply.Id))!;

        (await StateAsync(again.Id, MessageState.Sent)).Should().BeEquivalentTo(new { Gateway = "messagebird", Detour = (NotTaken?)null, Moves = 0 });
    }

    [Fact]
    public async Task A_test_of_a_number_shows_what_its_own_carrier_does()
    {
        desk.Carrier.Answer(Busy);
        await desk.Services.GetRequiredService<NumberTest>().SendAsync(desk.Services.GetRequiredService<SupportNumbers>().For(Samples.Desk), "+31687654321", "Ann", default);
        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 1);
        await desk.SendDueAsync();

        desk.Vonage.Sent.Should().BeEmpty();
    }
}
