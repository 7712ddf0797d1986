using SupportDesk.Gateways.Simulator;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Gateways.Simulator;

/// <summary>From a handset to the desk.</summary>
public sealed class CarrierTests : IAsyncLifetime
{
    private CarrierDesk desk = null!;

    public async Task InitializeAsync() => desk = await CarrierDesk.StartAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData("Hello")]
    [InlineData("a=b&c=d%20+ \"quoted\" <b>é😀\nnext")]
    [InlineData("{\"from\":\"x\"}")]
    public async Task A_text_reaches_the_desk_word_for_word_and_is_ticked(string text)
    {
        await desk.TextAsync(text);

        (await desk.TakenAsync()).Should().Equal(text);
        (await desk.Handsets.TextsAsync(CarrierDesk.Phone, default)).Should().ContainSingle().Which.State.Should().Be(PhoneTextState.Arrived);
        desk.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_duplicate_webhook_calls_twice_and_makes_one_message()
    {
        await desk.BehaveAsync(good => good with { DuplicateWebhook = true });

        await desk.TextAsync("Hello");

        desk.Calls.Should().HaveCount(2);
        (await desk.TakenAsync()).Should().Equal("Hello");
    }

    [Fact]
    public async Task A_slow_carrier_hands_a_text_over_after_its_delay()
    {
        await desk.BehaveAsync(good => good with { DelaySeconds = 7 });

        await desk.TextAsync("Hello");
        await desk.Time.UntilTimerAsync(TimeSpan.FromSeconds(7));
        desk.Time.Advance(TimeSpan.FromSeconds(6));

        desk.Calls.Should().BeEmpty();
        (await desk.Handsets.TextsAsync(CarrierDesk.Phone, default)).Single().State.Should().Be(PhoneTextState.OnItsWay);
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.ShownAsync(texts => texts[0].State is PhoneTextState.Arrived);
        (await desk.TakenAsync()).Should().Equal("Hello");
    }

    [Fact]
    public async Task Texts_of_a_slow_carrier_keep_their_order()
    {
        await desk.BehaveAsync(good => good with { DelaySeconds = 1 });

        for (var number = 0; number < 20; number++)
            await desk.TextAsync($"t{number}");
        await desk.Time.UntilTimerAsync(TimeSpan.FromSeconds(1));
        desk.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.ShownAsync(texts => texts.All(text => text.State is PhoneTextState.Arrived));

        (await desk.TakenAsync()).Should().Equal(Enumerable.Range(0, 20).Select(number => $"t{number}"));
    }

    [Fact]
    public async Task The_desks_texts_reach_the_phone_in_the_order_in_which_it_sent_them()
    {
        for (var number = 0; number < 40; number++)
            await desk.Gateway.SendAsync(new(Samples.Desk, CarrierDesk.Phone, $"t{number}", $"ref-{number}"), default);

        var texts = await desk.ShownAsync(shown => shown.Count == 40);

        texts.Select(text => text.Text).Should().Equal(Enumerable.Range(0, 40).Select(number => $"t{number}"));
    }

    [Fact]
    public async Task Out_of_order_a_text_arrives_after_the_next_one()
    {
        await desk.BehaveAsync(good => good with { OutOfOrder = true });

        await desk.TextAsync("first");
        await desk.Time.UntilTimerAsync(TimeSpan.FromSeconds(5));
        await desk.TextAsync("second");

        var shown = await desk.ShownAsync(texts => texts.Count == 2 && texts.All(text => text.State is PhoneTextState.Arrived));
        shown.Select(text => text.Text).Should().Equal("first", "second");
        (await desk.TakenAsync()).Should().Equal("second", "first");
    }

    [Fact]
    public async Task Out_of_order_a_text_that_nothing_follows_arrives_after_five_seconds()
    {
        await desk.BehaveAsync(good => good with { OutOfOrder = true });

        await desk.TextAsync("alone");
        await desk.Time.UntilTimerAsync(TimeSpan.FromSeconds(5));
        desk.Time.Advance(TimeSpan.FromSeconds(5));

        await desk.ShownAsync(texts => texts.Single().State is PhoneTextState.Arrived);
        (await desk.TakenAsync()).Should().Equal("alone");
    }

    [Fact]
    public async Task A_desk_that_cannot_store_is_called_again_until_it_can()
    {
        desk.Store.IsFullForMessages = true;
        var texting = desk.TextAsync("Hello");
        await desk.Time.UntilTimerAsync(TimeSpan.FromSeconds(1));

        desk.Store.IsFullForMessages = false;
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await texting;

        desk.Calls.Should().HaveCount(2);
        (await desk.TakenAsync()).Should().Equal("Hello");
        (await desk.Handsets.TextsAsync(CarrierDesk.Phone, default)).Single().State.Should().Be(PhoneTextState.Arrived);
    }

    [Fact]
    public async Task A_desk_that_never_can_is_given_up_and_the_handset_says_why()
    {
        desk.Store.IsFullForMessages = true;
        var texting = desk.TextAsync("Hello");
        foreach (var wait in new[] { 1, 2, 5 })
        {
            await desk.Time.UntilTimerAsync(TimeSpan.FromSeconds(wait));
            desk.Time.Advance(TimeSpan.FromSeconds(wait));
        }

        await texting;

        desk.Calls.Should().HaveCount(4);
        (await desk.Handsets.TextsAsync(CarrierDesk.Phone, default)).Single().Should().BeEquivalentTo(new { State = PhoneTextState.Failed, Problem = "The desk could not store it: The disk is full." });
    }

    [Fact]
    public async Task What_was_on_its_way_when_the_carrier_stopped_arrives_after_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using (var before = await CarrierDesk.StartAsync(folder))
        {
            await before.BehaveAsync(good => good with { DelaySeconds = 60 });
            await before.TextAsync("Up");
            await before.SendAsync("Down");
            await before.BehaveAsync(good => good);
            before.Calls.Should().BeEmpty();
        }

        await using var after = await CarrierDesk.StartAsync(folder);

        (await after.ShownAsync(texts => texts.Count == 2 && texts.All(text => text.State is PhoneTextState.Arrived))).Should().HaveCount(2);
        (await after.TakenAsync()).Should().Equal("Up");
    }

    [Fact]
    public async Task A_stopped_carrier_starts_nothing_and_loses_nothing()
    {
        await desk.Carrier.StopAsync();

        await desk.TextAsync("Late");

        desk.Calls.Should().BeEmpty();
        (await desk.Store.QueryAsync(new Query<PhoneText>(PhoneText.OnItsWay), default)).Should().ContainSingle();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Simulator 0000")]
    public async Task A_forged_call_is_refused(string? key)
    {
        await desk.TextAsync("Real");
        var headers = desk.Calls.Single().Headers.ToDictionary(StringComparer.OrdinalIgnoreCase);
        headers.Remove("Authorization");
        if (key is not null)
            headers["Authorization"] = key;
        var forged = desk.Calls.Single() with { Headers = headers, Body = "from=31612345678&text=Forged&id=x"u8.ToArray() };

        var answer = await desk.Webhooks.TakeAsync(forged, desk.Webhooks.Verify(forged), default);

        answer.Should().BeOfType<WebhookAnswer.Refused>();
        (await desk.TakenAsync()).Should().Equal("Real");
    }

    [Fact]
    public async Task The_key_is_another_for_every_process_and_is_never_kept()
    {
        await using var other = await CarrierDesk.StartAsync();
        await other.TextAsync("Hello");
        var call = other.Calls.Single();

        var answer = await desk.Webhooks.TakeAsync(call, desk.Webhooks.Verify(call), default);

        answer.Should().BeOfType<WebhookAnswer.Refused>();
        var kept = await desk.Store.QueryAsync(new Query<KeptWebhook>(KeptWebhook.ByState), default);
        kept.Should().ContainSingle().Which.Headers.Should().NotContainKey("Authorization");
    }

    [Theory]
    [InlineData("", WebhookKind.Inbound, typeof(WebhookContent.Nothing))]
    [InlineData("text=x", WebhookKind.Inbound, typeof(WebhookContent.Unreadable))]
    [InlineData("from=31612345678", WebhookKind.Inbound, typeof(WebhookContent.Unreadable))]
    [InlineData("from=31612345678&text=", WebhookKind.Inbound, typeof(WebhookContent.Texts))]
    [InlineData("id=1&status=lost", WebhookKind.Status, typeof(WebhookContent.Unreadable))]
    [InlineData("status=sent", WebhookKind.Status, typeof(WebhookContent.Unreadable))]
    [InlineData("id=1&status=failed&reason=Off", WebhookKind.Status, typeof(WebhookContent.Reports))]
    public void Calls_are_read_or_said_to_be_unreadable(string body, WebhookKind kind, Type content)
    {
        var request = new WebhookRequest { Gateway = "simulator", Kind = kind, Method = "POST", Url = "http://desk/", Headers = new Dictionary<string, string>(), Body = System.Text.Encoding.UTF8.GetBytes(body) };

        new SimulatorWebhooks(new SimulatorKey()).Read(request).Should().BeOfType(content);
    }
}
