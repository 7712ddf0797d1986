using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Texts that moved to a second carrier: whose reports count, and what is left when something dies between the two.</summary>
public sealed class FailoverReportTests : TwoCarriersDesk
{
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
    public async Task When_the_first_had_sent_it_after_all_and_the_second_did_not_take_it_the_first_reports_how_it_ends()
    {
        desk.Carrier.Answer(Busy);
        var hanging = desk.Vonage.Hang();
        var reply = await ReplyAsync("Hello");
        await hanging.Called;
        await desk.Client.ReportAsync(reply.Id, "sent", id: "m1");
        await StateAsync(reply.Id, MessageState.Sent);

        hanging.Answer.SetResult(new SendResult.Refused("This number is not ours."));
        (await MessageAsync(reply.Id, message => message.Gateway == "messagebird")).Should().BeEquivalentTo(new { State = MessageState.Sent, Detour = (NotTaken?)null });
        await desk.Client.ReportAsync(reply.Id, "delivery_failed", id: "m1");

        await StateAsync(reply.Id, MessageState.Failed);
        desk.Vonage.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task Sent_again_it_leaves_by_the_carrier_that_the_number_has_now()
    {
        var numbers = desk.Services.GetRequiredService<NumberDesk>();
        await numbers.AddAsync("+31970102401", new() { Gateway = "messagebird" }, "Ann", default);
        await desk.Client.TextAsync("Hello", "m1", to: "31970102401");
        desk.Carrier.Answer(new SendResult.Refused("no"));
        var reply = await QueueAsync(await desk.OnlyTicketAsync(ticket => ticket.Newest is not null), "Hello");
        await StateAsync(reply.Id, MessageState.Failed);
        await numbers.ChangeAsync((await numbers.FindAsync("+31970102401", default))!, new() { Gateway = "vonage" }, "Ann", default);

        var again = (await AgainAsync(reply.Id))!;

        (await StateAsync(again.Id, MessageState.Sent)).Gateway.Should().Be("vonage");
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
}
