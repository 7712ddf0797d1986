using SupportDesk.Gateways.Simulator;
using SupportDesk.Messages;

namespace SupportDesk.Tests.Gateways.Simulator;

/// <summary>From the desk to a handset.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(3);

    private CarrierDesk desk = null!;

    public async Task InitializeAsync() => desk = await CarrierDesk.StartAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_text_reaches_its_handset_and_is_reported_delivered()
    {
        var (message, result) = await desk.SendAsync();

        result.Should().BeOfType<SendResult.Accepted>().Which.ProviderId.Should().NotBeNullOrEmpty();
        var shown = await desk.ShownAsync(texts => texts.Count == 1);
        shown[0].Should().BeEquivalentTo(new { Text = "We are on it.", Other = message.SupportNumber, Direction = PhoneDirection.Received });
        await desk.MessageAsync(message.Id, sent => sent.State is MessageState.Delivered);
        desk.Reports.Should().Equal("sent", "delivered");
    }

    [Fact]
    public async Task An_unknown_number_gets_a_handset_once()
    {
        await desk.SendAsync("One");
        await desk.SendAsync("Two");

        (await desk.Handsets.AllAsync(default)).Should().ContainSingle().Which.Number.Should().Be(CarrierDesk.Phone);
    }

    [Fact]
    public async Task A_slow_carrier_accepts_at_once_and_delivers_after_its_delay()
    {
        await desk.BehaveAsync(good => good with { DelaySeconds = 7 });

        var (message, result) = await desk.SendAsync();
        await desk.Time.UntilTimerAsync(TimeSpan.FromSeconds(7));

        result.Should().BeOfType<SendResult.Accepted>();
        (await desk.Handsets.TextsAsync(CarrierDesk.Phone, default)).Should().BeEmpty();
        desk.Time.Advance(TimeSpan.FromSeconds(7));
        (await desk.ShownAsync(texts => texts.Count == 1))[0].At.Should().Be(desk.Time.GetUtcNow());
        await desk.MessageAsync(message.Id, sent => sent.State is MessageState.Delivered);
    }

    [Fact]
    public async Task Reports_out_of_order_end_in_delivered()
    {
        await desk.BehaveAsync(good => good with { OutOfOrder = true });

        var (message, _) = await desk.SendAsync();

        await desk.MessageAsync(message.Id, sent => sent.State is MessageState.Delivered);
        await desk.Carrier.StopAsync();
        desk.Reports.Should().StartWith("delivered");
        (await desk.Store.FindAsync<Message>(message.Id, default))!.State.Should().Be(MessageState.Delivered);
    }

    [Fact]
    public async Task A_refusal_leaves_the_handset_alone_and_has_words()
    {
        await desk.BehaveAsync(good => good with { Refuse = true });

        var (_, result) = await desk.SendAsync();

        result.Should().Be(new SendResult.Refused("The simulated carrier refuses texts."));
        (await desk.Handsets.AllAsync(default)).Should().BeEmpty();
        desk.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Busy_asks_to_come_back_in_five_seconds()
    {
        await desk.BehaveAsync(good => good with { Busy = true });

        var (_, result) = await desk.SendAsync();

        result.Should().BeOfType<SendResult.TryLater>().Which.RetryAfter.Should().Be(TimeSpan.FromSeconds(5));
        (await desk.Handsets.AllAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_accepted_and_then_fails_is_never_shown_and_reported_failed_later()
    {
        await desk.BehaveAsync(good => good with { AcceptThenFail = true });

        var (message, result) = await desk.SendAsync();
        await desk.Time.UntilTimerAsync(Later);

        result.Should().BeOfType<SendResult.Accepted>();
        desk.Reports.Should().BeEmpty();
        desk.Time.Advance(Later);
        (await desk.MessageAsync(message.Id, sent => sent.State is MessageState.Failed)).Failure.Should().Be("The phone could not be reached.");
        desk.Reports.Should().Equal("sent", "failed");
        (await desk.Handsets.TextsAsync(CarrierDesk.Phone, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_dropped_connection_is_uncertain_until_the_report_comes()
    {
        await desk.BehaveAsync(good => good with { DropConnection = true });

        var (message, result) = await desk.SendAsync();
        await desk.Time.UntilTimerAsync(Later);

        result.Should().BeOfType<SendResult.Uncertain>();
        (await desk.ShownAsync(texts => texts.Count == 1)).Should().ContainSingle();
        (await desk.Store.FindAsync<Message>(message.Id, default))!.State.Should().Be(MessageState.Unconfirmed);
        desk.Time.Advance(Later);
        await desk.MessageAsync(message.Id, sent => sent.State is MessageState.Delivered);
    }

    [Fact]
    public async Task A_dropped_connection_without_a_report_stays_uncertain()
    {
        await desk.BehaveAsync(good => good with { DropConnection = true, NoReport = true });

        var (message, _) = await desk.SendAsync();
        await desk.ShownAsync(texts => texts.Count == 1);
        await desk.Carrier.StopAsync();

        desk.Calls.Should().BeEmpty();
        (await desk.Store.FindAsync<Message>(message.Id, default))!.State.Should().Be(MessageState.Unconfirmed);
    }

    [Fact]
    public async Task Without_reports_a_text_arrives_and_nothing_more_is_said()
    {
        await desk.BehaveAsync(good => good with { NoReport = true });

        var (message, _) = await desk.SendAsync();
        await desk.ShownAsync(texts => texts.Count == 1);
        await desk.Carrier.StopAsync();

        desk.Calls.Should().BeEmpty();
        (await desk.Store.FindAsync<Message>(message.Id, default))!.State.Should().Be(MessageState.Sent);
    }

    [Fact]
    public async Task A_text_to_a_handset_that_was_removed_on_the_way_is_reported_failed()
    {
        await desk.BehaveAsync(good => good with { DelaySeconds = 7 });
        var (message, _) = await desk.SendAsync();
        await desk.Time.UntilTimerAsync(TimeSpan.FromSeconds(7));

        await desk.Handsets.RemoveAsync(CarrierDesk.Phone, default);
        desk.Time.Advance(TimeSpan.FromSeconds(7));

        (await desk.MessageAsync(message.Id, sent => sent.State is MessageState.Failed)).Failure.Should().Be("The handset was removed.");
        (await desk.Handsets.AllAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Removing_a_handset_removes_all_its_texts_and_no_others()
    {
        await desk.TextAsync("Mine");
        await desk.SendAsync("Also mine");
        await desk.Carrier.TextAsync("+447700900999", "+31970102400", "Somebody else's", [], default);

        await desk.Handsets.RemoveAsync(CarrierDesk.Phone, default);
        await desk.Handsets.RemoveAsync(CarrierDesk.Phone, default);

        (await desk.Handsets.TextsAsync(CarrierDesk.Phone, default)).Should().BeEmpty();
        (await desk.Handsets.TextsAsync("+447700900999", default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Many_texts_at_once_all_arrive()
    {
        var sent = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => desk.SendAsync($"text {number}")));

        (await desk.ShownAsync(texts => texts.Count == 40)).Select(text => text.At).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        foreach (var (message, _) in sent)
            await desk.MessageAsync(message.Id, one => one.State is MessageState.Delivered);
    }
}
