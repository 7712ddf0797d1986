using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A number with one carrier, which is in trouble: nobody hammers it, and nothing is lost or out of order.</summary>
public sealed class BreakerTests : AnsweringDesk
{
    private static readonly SendResult.TryLater Busy = new("MessageBird answered 503.");

    [Fact]
    public async Task While_it_is_not_asked_texts_wait_untried_with_the_reason_and_leave_in_order_when_it_takes_texts_again()
    {
        await BreakAsync();
        var ticket = await TicketAsync();
        var first = await QueueAsync(ticket, "first");
        var waiting = await MessageAsync(first.Id, message => message.Failure is not null);
        var second = await QueueAsync(await desk.OnlyTicketAsync(found => found.LastReply is not null), "second");

        waiting.Should().BeEquivalentTo(new { State = MessageState.Queued, Attempts = 0, Failure = "messagebird is not asked for now: it was in trouble before (MessageBird answered 503)." });
        waiting.DueAt.Should().BeCloseTo(desk.Time.GetUtcNow().AddSeconds(30), TimeSpan.FromMilliseconds(1));
        waiting.Changes.Should().ContainSingle("waiting so is no step");
        var asked = desk.Carrier.Sent.Count;
        await desk.SendDueAsync();
        desk.Carrier.Sent.Should().HaveCount(asked, "nobody asks it meanwhile");

        desk.Time.Advance(TimeSpan.FromSeconds(31));
        await desk.SendDueAsync();
        desk.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.SendDueAsync();

        await StateAsync(second.Id, MessageState.Sent);
        desk.Carrier.Sent.Select(text => text.Text).Where(text => text is "first" or "second").Should().Equal("first", "second");
    }

    [Fact]
    public async Task Behind_the_pause_one_text_alone_tries_and_the_others_wait_for_what_it_finds()
    {
        await BreakAsync();
        var replies = await OthersAsync(6);
        var asked = desk.Carrier.Sent.Count;
        var hanging = desk.Carrier.Hang();
        desk.Time.Advance(TimeSpan.FromSeconds(31));
        await hanging.Called;

        await LookTwiceAsync();
        desk.Carrier.Sent.Should().HaveCount(asked + 1);
        hanging.Answer.SetResult(Busy);
        await desk.SendDueAsync();
        await desk.SendDueAsync();

        desk.Carrier.Sent.Should().HaveCount(asked + 1);
        foreach (var reply in replies)
            (await MessageAsync(reply, message => message.State is MessageState.Queued && message.DueAt > desk.Time.GetUtcNow())).Attempts.Should().BeLessThanOrEqualTo(1);
        desk.Services.GetRequiredService<Breakers>().OutageOf("messagebird")!.NextTryIn.Should().Be(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task What_waited_a_day_for_a_carrier_that_is_not_asked_fails_where_agents_see_it()
    {
        await BreakAsync();
        var old = Samples.Outbound(at: desk.Time.GetUtcNow().AddDays(-1), id: "old") with { CustomerNumber = "+31612340000", TicketId = null };
        await desk.Store.InsertAsync(old, default);

        await desk.SendDueAsync();

        (await desk.Store.FindAsync<Message>("old", default))!.Should().BeEquivalentTo(new { State = MessageState.Failed, Attempts = 0, Failure = "Given up after it had waited too long. messagebird is not asked for now: it was in trouble before (MessageBird answered 503)." });
    }

    [Fact]
    public void What_waits_so_belongs_to_no_node() =>
        (Samples.Outbound() with { Node = "a" }).Postpone(Samples.Morning.AddMinutes(1), "not asked").Node.Should().BeNull("another node's line may work");

    /// <summary>When the queue is read for the second time, the first look has begun all that it begins.</summary>
    private async Task LookTwiceAsync()
    {
        using var reads = new SemaphoreSlim(0);
        desk.FullStore.Queried = found => Task.FromResult(found is [Message, Message, ..] ? reads.Release() : 0);
        for (var look = 0; look < 2; look++)
        {
            await desk.Services.GetRequiredService<Sending>().SendDueAsync(default);
            (await reads.WaitAsync(TimeSpan.FromSeconds(30))).Should().BeTrue();
        }

        desk.FullStore.Queried = null;
    }

    private async Task<List<string>> OthersAsync(int count)
    {
        var replies = new List<string>();
        for (var at = 0; at < count; at++)
        {
            var text = Samples.Outbound(at: desk.Time.GetUtcNow(), id: $"other-{at}") with { CustomerNumber = $"+3161234{at:0000}", TicketId = null };
            await desk.Store.InsertAsync(text, default);
            replies.Add(text.Id);
        }

        await desk.SendDueAsync();
        return replies;
    }

    /// <summary>Five customers whose texts the carrier does not take.</summary>
    private async Task BreakAsync()
    {
        for (var at = 0; at < 5; at++)
        {
            desk.Carrier.Answer(Busy);
            await desk.Store.InsertAsync(Samples.Outbound(at: desk.Time.GetUtcNow(), id: $"broken-{at}") with { CustomerNumber = $"+3168765{at:0000}", TicketId = null }, default);
        }

        await desk.SendDueAsync();
        desk.Services.GetRequiredService<Breakers>().OutageOf("messagebird").Should().NotBeNull();
    }
}
