using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
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
}
