using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Messages;

/// <summary>What operators hear of a gateway in trouble.</summary>
public sealed class BreakersTests
{
    private static readonly SendResult Busy = new SendResult.TryLater("Busy.");

    [Fact]
    public void An_outage_is_told_once_when_it_begins_and_once_when_it_ends()
    {
        var (log, time, told) = (new LogRecorder(), new ManualTime(), new List<int>());
        using var logs = LoggerFactory.Create(build => build.SetMinimumLevel(LogLevel.Debug).AddProvider(log));
        using var listener = new MeterListener { InstrumentPublished = (instrument, heard) => Listen(instrument, heard) };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Hear(value, tags, told));
        listener.Start();
        var breakers = new Breakers(time, Options.Create(new OutboxOptions()), logs.CreateLogger<Breakers>());

        for (var at = 0; at < 5; at++)
            Say(breakers, Busy);
        for (var at = 0; at < 4; at++)
        {
            time.Advance(TimeSpan.FromMinutes(5));
            Say(breakers, at % 2 == 0 ? Busy : new SendResult.Uncertain("Broken."));
        }

        time.Advance(TimeSpan.FromMinutes(5));
        Say(breakers, new SendResult.Refused("No."));
        Say(breakers, new SendResult.Accepted("p"));

        log.Lines.Should().HaveCount(2);
        log.Lines.First().Should().StartWith("Warning: pigeon did not take one text after the other.");
        log.Lines.Last().Should().StartWith("Information: pigeon takes texts again.");
        told.Should().Equal(1, 0);
    }

    [Fact]
    public void A_carrier_that_asks_for_a_longer_pause_has_it_and_no_more_than_an_hour()
    {
        var (log, time) = (new LogRecorder(), new ManualTime());
        using var logs = LoggerFactory.Create(build => build.AddProvider(log));
        var breakers = new Breakers(time, Options.Create(new OutboxOptions()), logs.CreateLogger<Breakers>());
        var pauses = new List<TimeSpan>();

        foreach (var asked in new TimeSpan?[] { null, null, null, null, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(2), null, TimeSpan.FromDays(365) })
        {
            Say(breakers, new SendResult.TryLater("Busy.", asked));
            var pause = breakers.OutageOf("pigeon")?.NextTryIn ?? TimeSpan.Zero;
            pauses.Add(pause);
            time.Advance(pause);
        }

        pauses.Skip(4).Should().Equal(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120), TimeSpan.FromHours(1));
        log.Lines.Should().ContainSingle().Which.Should().Contain("is not asked for 00:10:00");
    }

    private static void Say(Breakers breakers, SendResult result)
    {
        using var passage = breakers.TryEnter("pigeon")!;
        breakers.Note("pigeon", passage, result);
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name == "supportdesk.gateways.open")
            listener.EnableMeasurementEvents(instrument);
    }

    private static void Hear(int value, ReadOnlySpan<KeyValuePair<string, object?>> tags, List<int> told)
    {
        if (tags.Length == 1 && tags[0].Value is "pigeon")
            told.Add(value);
    }
}
