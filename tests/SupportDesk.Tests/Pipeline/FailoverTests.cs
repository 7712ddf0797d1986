using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A number with two carriers: what the first one certainly did not take leaves by the second, and nothing else does.</summary>
public sealed class FailoverTests()
    : AnsweringDesk(("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ("Desk:SecondGateway", "vonage"))
{
    private static readonly SendResult.TryLater Busy = new("MessageBird answered 503.");

    private Breakers Breakers => desk.Services.GetRequiredService<Breakers>();

    [Fact]
    public async Task What_the_first_carrier_did_not_take_leaves_by_the_second_at_once_from_the_same_number()
    {
        desk.Carrier.Answer(Busy);

        var sent = await StateAsync((await ReplyAsync("Hello")).Id, MessageState.Sent);

        desk.Vonage.Sent.Should().ContainSingle().Which.Should().Be(new OutboundText(Samples.Desk, Samples.Customer, "Hello", sent.Id));
        sent.Should().BeEquivalentTo(new { Gateway = "vonage", Attempts = 2, DueAt = (DateTimeOffset?)null, Detour = new NotTaken("messagebird", "MessageBird answered 503.") });
        sent.Changes.Select(change => change.State).Should().Equal(MessageState.Queued, MessageState.Sending, MessageState.Queued, MessageState.Sending, MessageState.Sent);
    }

    [Theory]
    [InlineData("messageId=p1&status=delivered")]
    [InlineData("messageId=other&client-ref={0}&status=delivered")]
    public async Task Its_report_comes_by_the_second_carrier_with_its_id_or_our_reference(string query)
    {
        desk.Carrier.Answer(Busy);
        var sent = await StateAsync((await ReplyAsync("Hello")).Id, MessageState.Sent);

        await desk.Client.GetAsync($"/webhooks/vonage/status?msisdn=31612345678&{query.Replace("{0}", sent.Id, StringComparison.Ordinal)}");

        await StateAsync(sent.Id, MessageState.Delivered);
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
    public async Task The_way_is_stored_with_the_claim_so_that_a_dead_process_leaves_an_unconfirmed_text_of_the_second_carrier()
    {
        desk.Carrier.Answer(Busy);
        var hanging = desk.Vonage.Hang();
        var reply = await ReplyAsync("Hello");
        await hanging.Called;

        var claimed = (await desk.Store.FindAsync<Message>(reply.Id, default))!;

        claimed.Should().BeEquivalentTo(new { State = MessageState.Sending, Gateway = "vonage", Attempts = 2 });
        claimed.LoseTrack(claimed.DueAt!.Value).Should().BeEquivalentTo(new { State = MessageState.Unconfirmed, Gateway = "vonage", DueAt = (DateTimeOffset?)null });
        hanging.Answer.SetResult(new SendResult.Accepted("v1"));
        await StateAsync(reply.Id, MessageState.Sent);
    }

    [Fact]
    public async Task When_it_cannot_be_noted_that_the_first_did_not_take_it_the_second_is_not_asked()
    {
        var asked = new TaskCompletionSource();
        desk.Carrier.Answer(_ =>
        {
            desk.FullStore.IsFull = true;
            asked.SetResult();
            return Task.FromResult<SendResult>(Busy);
        });
        var reply = await ReplyAsync("Hello");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await desk.StopOutboxAsync();
        desk.FullStore.IsFull = false;

        desk.Time.Advance(TimeSpan.FromMinutes(2));
        await desk.SendDueAsync();

        await StateAsync(reply.Id, MessageState.Unconfirmed);
        desk.Vonage.Sent.Should().BeEmpty();
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_first_carrier_that_had_taken_it_all_the_same_and_reports_so_keeps_it_from_being_sent_twice()
    {
        desk.Carrier.Answer(Busy);
        desk.Vonage.Answer(Busy);
        var reply = await ReplyAsync("Hello");
        await MessageAsync(reply.Id, message => message is { State: MessageState.Queued, Attempts: 2 });

        await desk.Client.ReportAsync(reply.Id, "delivered");
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.SendDueAsync();

        (await StateAsync(reply.Id, MessageState.Delivered)).Gateway.Should().Be("messagebird");
        (desk.Carrier.Sent.Count, desk.Vonage.Sent.Count).Should().Be((1, 1));
    }

    [Fact]
    public async Task While_the_second_sends_what_the_first_reports_counts_only_when_it_arrived()
    {
        desk.Carrier.Answer(Busy);
        var hanging = desk.Vonage.Hang();
        var reply = await ReplyAsync("Hello");
        await hanging.Called;

        await desk.Client.ReportAsync(reply.Id, "delivery_failed", id: "m1");
        (await desk.Store.FindAsync<Message>(reply.Id, default))!.State.Should().Be(MessageState.Sending);
        await desk.Client.ReportAsync(reply.Id, "delivered", id: "m1");
        await StateAsync(reply.Id, MessageState.Delivered);
        hanging.Answer.SetResult(new SendResult.Accepted("v1"));

        (await MessageAsync(reply.Id, message => message.ProviderId is not null)).Should().BeEquivalentTo(new { State = MessageState.Delivered, Gateway = "vonage", ProviderId = "v1" });
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

    /// <summary>The first carrier takes five texts in a row not; the second does.</summary>
    private async Task BreakAsync()
    {
        for (var at = 0; at < 5; at++)
        {
            desk.Carrier.Answer(Busy);
            (await StateAsync((await AnswerAsync($"text {at}")).Id, MessageState.Sent)).Gateway.Should().Be("vonage");
        }
    }

    private async Task<Message> AnswerAsync(string text)
    {
        if (await desk.TicketsAsync() is not [var ticket])
            ticket = await TicketAsync();
        return await QueueAsync(ticket, text);
    }
}
