using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>What operators get to see of a desk at work.</summary>
public sealed class LoggingTests
{
    private const string Key = "sdesk-mb-signing-key-0123456789ab";

    [Fact]
    public async Task No_line_of_the_log_holds_a_text_a_full_number_a_key_or_a_password()
    {
        var logs = new LogRecorder();
        await using var desk = new DeskHost(settings: [("Logging:LogLevel:Default", "Trace"), ("MessageBird:ApiKey", "live_secret"), ("MessageBird:SigningKeys:0", Key), ("MessageBird:SignatureMode", "observe")]);
        desk.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        desk.Carrier.Answer(new SendResult.Refused("No.")).Answer(new SendResult.Uncertain("Perhaps."));

        await desk.Client.TextAsync("private words", "m1");
        await desk.Client.TextAsync("private words", "m2", from: "31687654321");
        await desk.Client.PostAsync("/webhook", new StringContent("originator=31612345678&private words"));
        await desk.Client.ReportAsync("nobody", "delivered");
        using var ann = await desk.SignedInAsync();
        await desk.Client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", "a private guess"));
        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 2);
        desk.FullStore.IsFull = true;
        (await desk.Client.TextAsync("private words", "m3")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        desk.FullStore.IsFull = false;

        logs.Lines.Should().Contain(line => line.Contains("Kept webhook")).And.Contain(line => line.Contains("was not sent")).And.Contain(line => line.Contains("names no text"));
        foreach (var secret in new[] { "private words", "31612345678", "31687654321", "live_secret", Key, DeskHost.Password, "a private guess" })
            logs.Lines.Where(line => line.Contains(secret, StringComparison.Ordinal)).Should().BeEmpty(secret);
    }

    [Fact]
    public async Task What_comes_in_and_leaves_is_counted()
    {
        var counts = new ConcurrentDictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (instrument, on) => { if (instrument.Meter.Name == DeskMetrics.MeterName) on.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();
        await using var desk = new DeskHost();

        await desk.Client.TextAsync("Hello", "m1");
        await desk.Client.TextAsync("Hello", "m1");
        var ticket = await desk.OnlyTicketAsync();
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));
        await desk.Client.ReportAsync($"confirm-{ticket.Code}", "delivered");

        // Other desks of this run count on the same instruments.
        foreach (var name in new[] { "texts.received", "texts.duplicates", "sends", "reports", "filing.delay" })
            counts.Should().ContainKey($"supportdesk.{name}");
    }
}
