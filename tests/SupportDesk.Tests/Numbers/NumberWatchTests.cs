using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;
using SupportDesk.Web.Background;

namespace SupportDesk.Tests.Numbers;

/// <summary>When each number was last seen, and the alarm when it falls silent.</summary>
public sealed class NumberWatchTests : IAsyncLifetime
{
    private readonly DeskHost desk = new(settings: [("Desk:Numbers:+31970102400:SilentAfter", "02:00:00"), ("Logging:LogLevel:Default", "Warning")]);
    private readonly LogRecorder log = new();

    /// <summary>Only the test looks.</summary>
    public async Task InitializeAsync()
    {
        desk.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await desk.Services.GetServices<IHostedService>().Single(service => service is NumberWatchWorker).StopAsync(default);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_hundred_texts_in_a_minute_are_two_writes_at_most_and_the_last_of_them_is_known_at_once()
    {
        await Watch.SaveAsync(stops: false, default);
        for (var at = 0; at < 100; at++)
        {
            await desk.Client.TextAsync("Hello", $"m{at}");
            await Watch.SaveAsync(stops: false, default);
        }

        var stored = (await StoredAsync())!;
        stored.Version.Should().Be(2, "it is made, and the first text is saved");
        (await Watch.SeenAsync(stored.Id, default)).In.Should().NotBeNull();

        desk.Time.Advance(TimeSpan.FromMinutes(2));
        await desk.Client.TextAsync("Hello", "later");
        await Watch.SaveAsync(stops: false, default);
        (await StoredAsync())!.In.Should().BeOnOrAfter(Samples.Morning.AddMinutes(2));
    }

    [Fact]
    public async Task Numbers_that_are_not_ours_leave_one_trace_however_many_there_are()
    {
        for (var at = 0; at < 20; at++)
            await desk.Client.TextAsync("Hello", $"m{at}", to: $"3197099900{at:00}");
        foreach (var ticket in await desk.Events.UntilAsync(desk.TicketsAsync, tickets => tickets.Count(ticket => ticket.Newest is not null) == 20))
        {
            await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));
            await desk.Client.ReportAsync($"confirm-{ticket.Code}", "delivered");
        }

        await Watch.SaveAsync(stops: true, default);

        (await Watch.SeenAsync(LastSeen.OfGateway("messagebird"), default)).OtherNumber.Should().Be("+319709990019");
        for (var at = 0; at < 20; at++)
            (await desk.Store.FindAsync<LastSeen>(LastSeen.OfNumber($"+3197099900{at:00}"), default)).Should().BeNull();
    }

    [Fact]
    public async Task A_report_and_a_send_are_seen()
    {
        await desk.Client.TextAsync("Hello", "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));
        await desk.Client.ReportAsync($"confirm-{ticket.Code}", "delivered");

        var seen = await Watch.SeenAsync(LastSeen.OfNumber(Samples.Desk), default);

        seen.Should().Match<LastSeen>(number => number.In != null && number.Out != null && number.Report != null);
    }

    [Fact]
    public async Task A_number_that_falls_silent_is_told_once_with_its_number_masked_until_somebody_texts_it()
    {
        await LookAsync(TimeSpan.FromMinutes(2));
        await LookAsync(TimeSpan.FromMinutes(90));
        Told.Should().BeEmpty();

        await LookAsync(TimeSpan.FromMinutes(90));
        await LookAsync(TimeSpan.FromMinutes(90));
        Told.Should().ContainSingle().Which.Should().StartWith("Warning").And.NotContain(Samples.Desk);
        using var ann = await desk.SignedInAsync();
        (await ann.PageAsync("/admin/numbers")).QuerySelector("[data-silent]").Should().NotBeNull();

        await desk.Client.TextAsync("Hello", "m1");
        (await ann.PageAsync("/admin/numbers")).QuerySelector("[data-silent]").Should().BeNull();
        await LookAsync(TimeSpan.FromMinutes(2));
        await LookAsync(TimeSpan.FromHours(3));
        Told.Should().HaveCount(2);
    }

    private NumberWatch Watch => desk.Services.GetRequiredService<NumberWatch>();

    private IEnumerable<string> Told => log.Lines.Where(line => line.Contains("Nobody has texted", StringComparison.Ordinal));

    private Task<LastSeen?> StoredAsync() => desk.Store.FindAsync<LastSeen>(LastSeen.OfNumber(Samples.Desk), default);

    private async Task LookAsync(TimeSpan later)
    {
        desk.Time.Advance(later);
        await Watch.SaveAsync(stops: true, default);
        await desk.Services.GetRequiredService<SilenceAlarm>().LookAsync(default);
    }
}
