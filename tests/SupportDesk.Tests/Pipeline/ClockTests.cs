using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Clocks are wrong sometimes: after a restart, or on another node. No text may land unseen because of it.</summary>
public sealed class ClockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_text_that_comes_by_a_clock_that_is_behind_opens_the_closed_ticket_and_stands_last_and_unread()
    {
        string code;
        await using (var desk = new DeskHost(folder))
        {
            await desk.Client.TextAsync("First", "m1");
            code = (await desk.OnlyTicketAsync(ticket => ticket.Newest is not null)).Code;
            await desk.TimelineAsync(code, timeline => timeline.Count == 2 && timeline.All(text => text.DueAt is null));
            await desk.Services.GetRequiredService<TicketDesk>().CloseAsync(code, Samples.Morning.AddDays(1), new Author("ann", "Ann"), default);
        }

        await using var behind = new DeskHost(folder, Samples.Morning.AddHours(-1));
        await behind.Client.TextAsync("Second", "m2");

        var ticket = await behind.OnlyTicketAsync(found => found.Newest?.Text == "Second");
        ticket.IsOpen.Should().BeTrue();
        ticket.IsUnread.Should().BeTrue();
        (await behind.TimelineAsync(code, timeline => timeline.Count == 3))[^1].Text.Should().Be("Second");
    }

    [Fact]
    public async Task Texts_that_a_clock_that_was_ahead_left_waiting_for_hours_wait_no_longer_than_a_send_may_take()
    {
        var ahead = Samples.Morning.AddHours(6);
        Message[] left =
        [
            .. Enumerable.Range(0, 120).Select(at => Left($"queued-{at}", at, MessageState.Queued, ahead.AddMinutes(5))),
            Left("claimed", 120, MessageState.Sending, ahead),
            Left("asked for", 121, MessageState.Queued, Samples.Morning.AddMinutes(59)),
            Left("elsewhere", 122, MessageState.Queued, ahead) with { SupportNumber = "+31970102401" },
        ];
        await using (var desk = new DeskHost(folder))
        {
            await desk.StopOutboxAsync();
            await Task.WhenAll(left.Select(text => desk.Store.InsertAsync(text, default)));
        }

        await using var behind = new DeskHost(folder, settings: [("Desk:SendsPerSecond", "1000")]);
        await behind.Events.UntilAsync(() => FoundAsync(behind, left), found => found.Count(text => text.DueAt <= Samples.Morning.AddMinutes(2)) == 121);
        (await behind.Store.FindAsync<Message>("claimed", default))!.DueAt.Should().Be(ahead, "another node may be just sending it, and this one's clock be wrong");
        await behind.Time.UntilTimerAsync(TimeSpan.FromMinutes(3));
        behind.Time.Advance(TimeSpan.FromMinutes(3));
        await behind.Events.UntilAsync(() => behind.Store.FindAsync<Message>("claimed", default), claimed => claimed!.DueAt <= Samples.Morning.AddMinutes(5));
        behind.Time.Advance(TimeSpan.FromMinutes(2));

        await behind.Events.UntilAsync(() => FoundAsync(behind, left), found => found.Count(text => text.DueAt is null) == 122);
        (await FoundAsync(behind, left)).GroupBy(text => text.State).Should().Contain(state => state.Key == MessageState.Sent && state.Count() == 121)
            .And.Contain(state => state.Key == MessageState.Unconfirmed && state.Single().Id == "claimed")
            .And.Contain(state => state.Key == MessageState.Queued && state.Single().Id == "asked for", "a carrier may ask for so long a wait");
    }

    private static Message Left(string id, int customer, MessageState state, DateTimeOffset due) =>
        Samples.Outbound(state, Samples.Morning, id) with { CustomerNumber = $"+3161234{customer:0000}", DueAt = due };

    private static async Task<List<Message>> FoundAsync(DeskHost desk, Message[] texts)
    {
        var found = await Task.WhenAll(texts.Select(text => desk.Store.FindAsync<Message>(text.Id, default)));
        return [.. found.Select(text => text!)];
    }
}
