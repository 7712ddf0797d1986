using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Web;

/// <summary>The carrier's switches on the phone page, and what they do to the desk's messages.</summary>
public sealed class PhoneSwitchesTests : IAsyncLifetime
{
    private readonly DeskHost desk = new(realGateways: true, settings: [("Desk:Gateway", "simulator")]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task The_switches_are_remembered_and_a_badge_tells_of_them()
    {
        (await desk.Client.PageAsync("/phone")).QuerySelector("[data-misbehaves]").Should().BeNull();

        await desk.SwitchAsync(("DelaySeconds", "9999"), ("Busy", "true"));

        var page = await desk.Client.PageAsync("/phone");
        page.QuerySelector("[data-misbehaves]")!.GetAttribute("data-misbehaves").Should().Be("2");
        page.QuerySelectorAll("[data-behaviour] input[checked]").Select(box => box.GetAttribute("name")).Should().Equal("Busy");
        page.QuerySelector("#delay")!.GetAttribute("value").Should().Be("300");
        await desk.SwitchAsync(("DelaySeconds", "0"));
        (await desk.Client.PageAsync("/phone")).QuerySelector("[data-misbehaves]").Should().BeNull();
    }

    [Fact]
    public async Task A_duplicate_webhook_makes_one_message()
    {
        await desk.SwitchAsync(("DuplicateWebhook", "true"));

        var ticket = await desk.TicketFromHandsetAsync("Once");

        (await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 2)).Count(text => text.IsInbound).Should().Be(1);
    }

    [Theory]
    [InlineData("Refuse", MessageState.Failed, "The simulated carrier refuses texts.")]
    [InlineData("Busy", MessageState.Queued, "The simulated carrier answered 429: it is busy.")]
    [InlineData("DropConnection", MessageState.Unconfirmed, "The connection to the simulated carrier broke before it answered.")]
    [InlineData("NoReport", MessageState.Sent, null)]
    public async Task A_carrier_that_misbehaves_leaves_its_mark_on_the_message(string behaviour, MessageState state, string? words)
    {
        await desk.SwitchAsync((behaviour, "true"));

        var confirmation = await ConfirmationAsync(await desk.TicketFromHandsetAsync(), text => text.State == state && text.Failure == words);

        confirmation.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task Accepted_texts_that_fail_later_say_why()
    {
        await desk.SwitchAsync(("AcceptThenFail", "true"));
        var ticket = await desk.TicketFromHandsetAsync();
        await ConfirmationAsync(ticket, text => text.State is MessageState.Sent);

        await desk.Time.UntilTimerAsync(TimeSpan.FromSeconds(3));
        desk.Time.Advance(TimeSpan.FromSeconds(3));

        (await ConfirmationAsync(ticket, text => text.State is MessageState.Failed)).Failure.Should().Be("The phone could not be reached.");
    }

    [Fact]
    public async Task A_busy_carrier_takes_the_text_once_it_is_not_busy_any_more()
    {
        await desk.SwitchAsync(("Busy", "true"));
        var ticket = await desk.TicketFromHandsetAsync();
        await ConfirmationAsync(ticket, text => text.Failure is not null);

        await desk.SwitchAsync();
        desk.Time.Advance(TimeSpan.FromSeconds(7));
        desk.Services.GetRequiredService<WakeUp<Outbox>>().Ring();

        (await ConfirmationAsync(ticket, text => text.State is MessageState.Delivered)).Attempts.Should().Be(2);
    }

    private async Task<Message> ConfirmationAsync(Ticket ticket, Predicate<Message> ready) =>
        (await desk.TimelineAsync(ticket.Code, timeline => timeline is [_, var confirmation] && ready(confirmation)))[1];
}
