using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Web.Background;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Which texts leave when: in their conversation's order, no faster than the number may send, and none held up by another conversation.</summary>
public sealed class SendingOrderTests : AnsweringDesk
{
    [Fact]
    public async Task Answers_of_a_conversation_leave_in_their_order_even_when_the_first_must_wait()
    {
        desk.Carrier.Answer(new SendResult.TryLater("Busy."));
        var first = await ReplyAsync("first");
        await MessageAsync(first.Id, message => message.Failure == "Busy.");
        var second = await ReplyAsync("second");

        desk.Time.Advance(TimeSpan.FromSeconds(2));
        (await desk.Store.FindAsync<Message>(second.Id, default))!.State.Should().Be(MessageState.Queued);
        desk.Time.Advance(TimeSpan.FromSeconds(7));
        await desk.SendDueAsync();

        await StateAsync(second.Id, MessageState.Sent);
        desk.Carrier.Sent.Select(text => text.Text).Should().Equal("first", "first", "second");
    }

    [Fact]
    public async Task One_busy_customer_does_not_hold_up_the_others()
    {
        desk.Carrier.Answer(new SendResult.TryLater("Busy."));
        var stuck = await ReplyAsync("stuck");
        await MessageAsync(stuck.Id, message => message.Failure == "Busy.");

        var other = await OtherTicketAsync();
        var reply = await QueueAsync(other, "other");

        await StateAsync(reply.Id, MessageState.Sent);
    }

    [Fact]
    public async Task A_send_that_hangs_holds_up_its_own_conversation_alone()
    {
        var hanging = desk.Carrier.Hang();
        var ticket = await TicketAsync();
        var first = await QueueAsync(ticket, "first");
        await hanging.Called;
        var second = await QueueAsync(await desk.OnlyTicketAsync(found => found.LastReply is not null), "second");

        var other = await QueueAsync(await OtherTicketAsync(), "other");

        await StateAsync(other.Id, MessageState.Sent);
        (await desk.Store.FindAsync<Message>(first.Id, default))!.State.Should().Be(MessageState.Sending);
        (await desk.Store.FindAsync<Message>(second.Id, default))!.State.Should().Be(MessageState.Queued);
        hanging.Answer.SetResult(new SendResult.Accepted("p0"));
        await StateAsync(second.Id, MessageState.Sent);
        desk.Carrier.Sent.Select(text => text.Text).Should().Equal("first", "other", "second");
    }

    [Fact]
    public async Task The_desk_stops_only_when_a_hanging_send_has_its_answer()
    {
        var hanging = desk.Carrier.Hang();
        var reply = await ReplyAsync("Hello");
        await hanging.Called;
        var outbox = desk.Services.GetServices<IHostedService>().OfType<OutboxWorker>().Single();

        var stopping = outbox.StopAsync(default);
        stopping.IsCompleted.Should().BeFalse();
        hanging.Answer.SetResult(new SendResult.Accepted("p0"));
        await stopping;

        (await desk.Store.FindAsync<Message>(reply.Id, default))!.State.Should().Be(MessageState.Sent);
    }

    [Fact]
    public async Task From_the_moment_that_the_desk_is_to_end_nothing_new_is_sent_though_requests_are_still_under_way()
    {
        await desk.StopOutboxAsync();
        using var end = new End();
        using var outbox = ActivatorUtilities.CreateInstance<OutboxWorker>(desk.Services, end);
        var hanging = desk.Carrier.Hang();
        await outbox.StartAsync(default);
        var first = await ReplyAsync("first");
        await hanging.Called;

        end.StopApplication();
        var second = await QueueAsync(await OtherTicketAsync(), "second");
        outbox.ExecuteTask!.IsCompleted.Should().BeFalse("a send is under way");
        hanging.Answer.SetResult(new SendResult.Accepted("p0"));
        await outbox.ExecuteTask.WaitAsync(TimeSpan.FromSeconds(30));

        (await desk.Store.FindAsync<Message>(first.Id, default))!.State.Should().Be(MessageState.Sent);
        (await desk.Store.FindAsync<Message>(second.Id, default))!.State.Should().Be(MessageState.Queued);
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_carrier_that_answers_nothing_holds_up_its_own_number_alone_however_much_is_due_there()
    {
        const string sales = "+31970102401";
        await using var narrow = new DeskHost(settings: [("Outbox:Parallel", "2"), ("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ($"Desk:Numbers:{sales}:Gateway", "vonage")]);
        await narrow.StopOutboxAsync();
        var hanging = new[] { narrow.Carrier.Hang(), narrow.Carrier.Hang() };
        for (var at = 0; at < 5; at++)
            await narrow.Store.InsertAsync(Samples.Outbound(id: $"stuck-{at}") with { CustomerNumber = $"+3160000000{at}", TicketId = null }, default);
        var sending = narrow.Services.GetRequiredService<Sending>();

        await sending.SendDueAsync(default).WaitAsync(TimeSpan.FromSeconds(30));
        await Task.WhenAll(hanging.Select(one => one.Called));
        for (var at = 0; at < 2; at++)
        {
            await narrow.Store.InsertAsync(Samples.Outbound(id: $"sales-{at}") with { SupportNumber = sales, CustomerNumber = $"+3160000000{at}", Gateway = "vonage" }, default);
            await sending.SendDueAsync(default).WaitAsync(TimeSpan.FromSeconds(30));
            await narrow.Events.UntilAsync(() => narrow.Store.FindAsync<Message>($"sales-{at}", default), text => text!.State is MessageState.Sent);
        }

        narrow.Carrier.Sent.Should().HaveCount(2);
        foreach (var one in hanging)
            one.Answer.SetResult(new SendResult.Accepted(null));
        await sending.FinishAsync();
        narrow.Carrier.Sent.Should().HaveCount(5, "what waited for room, and what was asked for meanwhile, is sent in its turn");
    }

    [Fact]
    public async Task Only_so_many_conversations_are_sent_to_at_a_time()
    {
        await using var narrow = new DeskHost(settings: [("Desk:Confirmation", "Hi {code}"), ("Outbox:Parallel", "2")]);
        var hanging = new[] { narrow.Carrier.Hang(), narrow.Carrier.Hang() };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => narrow.Client.TextAsync("Hello", $"m{number}", from: $"3161234{number:0000}")));
        await Task.WhenAll(hanging.Select(one => one.Called));
        await narrow.Events.UntilAsync(() => ConfirmationsAsync(narrow), queued => queued == 4);

        narrow.Carrier.Sent.Should().HaveCount(2);
        foreach (var one in hanging)
            one.Answer.SetResult(new SendResult.Accepted(null));

        await narrow.Events.UntilAsync(() => Task.FromResult(narrow.Carrier.Sent.Count), count => count == 4);
    }

    [Fact]
    public async Task No_more_texts_leave_in_a_second_than_the_number_may_send()
    {
        await using var slow = new DeskHost(settings: [("Desk:Confirmation", "Hi {code}"), ("Desk:SendsPerSecond", "5")]);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => slow.Client.TextAsync("Hello", $"m{number}", from: $"3161234{number:0000}")));
        await slow.Events.UntilAsync(() => ConfirmationsAsync(slow), queued => queued == 20);
        await slow.Events.UntilAsync(() => Task.FromResult(slow.Carrier.Sent.Count), count => count >= 5);
        await slow.SendDueAsync();
        var atOnce = slow.Carrier.Sent.Count;
        slow.Time.Advance(TimeSpan.FromMilliseconds(1001));
        await slow.Events.UntilAsync(() => Task.FromResult(slow.Carrier.Sent.Count), count => count >= atOnce + 5);
        await slow.SendDueAsync();
        var afterASecond = slow.Carrier.Sent.Count;

        atOnce.Should().BeInRange(5, 6);
        (afterASecond - atOnce).Should().BeInRange(5, 6);
    }

    [Fact]
    public async Task A_text_that_cannot_be_claimed_holds_up_no_other_customer_and_no_other_number()
    {
        await using var narrow = new DeskHost(settings: [("Outbox:Parallel", "1")]);
        await narrow.StopOutboxAsync();
        foreach (var support in new[] { Samples.Desk, "+31970102401" })
        {
            for (var at = 0; at < 3; at++)
                await narrow.Store.InsertAsync(Samples.Outbound(at: Samples.Morning.AddMinutes(at - 10), id: $"m{at}{support}") with { SupportNumber = support, CustomerNumber = $"+3160000000{at}" }, default);
        }

        var begun = new TaskCompletionSource();
        narrow.FullStore.Saving = async document =>
        {
            await begun.Task;
            if (document is Message { CustomerNumber: "+31600000000" })
                throw new StoreUnavailableException("This one cannot be saved.");
        };
        var sending = narrow.Services.GetRequiredService<Sending>();
        await sending.SendDueAsync(default).WaitAsync(TimeSpan.FromSeconds(30));
        begun.SetResult();
        await FluentActions.Awaiting(sending.FinishAsync).Should().ThrowAsync<StoreUnavailableException>();
        await sending.FinishAsync();

        narrow.Carrier.Sent.Should().HaveCount(4);
    }

    [Fact]
    public async Task While_a_number_may_send_nothing_its_queue_is_not_read()
    {
        await using var slow = new DeskHost(settings: [("Desk:Confirmation", "Hi {code}"), ("Desk:SendsPerSecond", "5")]);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => slow.Client.TextAsync("Hello", $"m{number}", from: $"3161234{number:0000}")));
        await slow.Events.UntilAsync(() => ConfirmationsAsync(slow), queued => queued == 20);
        await slow.StopOutboxAsync();
        await slow.SendDueAsync();
        var sent = slow.Carrier.Sent.Count;
        var read = 0;
        slow.FullStore.Queried = found => Task.FromResult(Interlocked.Add(ref read, found.OfType<Message>().Count()));

        await slow.SendDueAsync();

        read.Should().Be(1, "one text says whose queue it is");
        slow.Carrier.Sent.Should().HaveCount(sent);
    }

    [Fact]
    public async Task A_claim_whose_owner_died_is_noticed_though_its_number_may_send_nothing_for_long()
    {
        await using var slow = new DeskHost(settings: [("Desk:SendsPerSecond", "0.001")]);
        await slow.Client.TextAsync("Hello", "m1");
        await slow.Events.UntilAsync(() => Task.FromResult(slow.Carrier.Sent.Count), count => count == 1);
        var now = slow.Time.GetUtcNow();
        var lost = Samples.Outbound(MessageState.Sending, now) with { TicketId = (await slow.OnlyTicketAsync()).Code, DueAt = now.AddMinutes(1) };
        await slow.Store.InsertAsync(lost, default);

        slow.Time.Advance(TimeSpan.FromSeconds(61));

        await slow.Events.UntilAsync(() => slow.Store.FindAsync<Message>(lost.Id, default), text => text!.State is MessageState.Unconfirmed);
    }

    private sealed class End : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource asked = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => asked.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => asked.Cancel();

        public void Dispose() => asked.Dispose();
    }

    private static async Task<int> ConfirmationsAsync(DeskHost host)
    {
        var confirmations = await Task.WhenAll((await host.TicketsAsync()).Select(ticket => host.Store.FindAsync<Message>($"confirm-{ticket.Code}", default)));
        return confirmations.Count(message => message is not null);
    }
}
