using System.Collections.Concurrent;
using System.Globalization;
using SupportDesk.Tests.Support;

using static SupportDesk.Tests.Crash.CrashLoad;

namespace SupportDesk.Tests.Crash;

/// <summary>Kills the real program in the middle, again and again, and counts.</summary>
public sealed class KillTests
{
    private const int Rounds = 4;
    private const int Senders = 12;
    private const int AcknowledgedBeforeAKill = 120;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_process_is_killed_under_load()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using var provider = await ProviderAsync();
        var sent = new ConcurrentBag<string>();
        var acknowledged = new ConcurrentBag<string>();

        for (var round = 0; round < Rounds; round++)
            await LoadAndKillAsync(folder, provider, round, sent, acknowledged);

        acknowledged.Count.Should().BeGreaterThanOrEqualTo(Rounds * AcknowledgedBeforeAKill);
        await using var desk = new DeskHost(folder, TimeProvider.System.GetUtcNow());
        foreach (var id in sent.Except(acknowledged))
            (await TextAsync(desk.Client, id)).EnsureSuccessStatusCode();
        await SettleAsync(desk);

        await CheckAsync(desk, sent, [.. provider.Requests.Select(Reference), .. desk.Carrier.Sent.Select(text => text.Reference)]);
        await desk.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task LoadAndKillAsync(string folder, RecordingProvider provider, int round, ConcurrentBag<string> sent, ConcurrentBag<string> acknowledged)
    {
        using var desk = await DeskProcess.StartAsync(folder, ("MessageBird:ApiKey", "key"), ("MessageBird:ApiUrl", provider.Url), ("Desk:SendsPerSecond", "1000"), ("Logging:LogLevel:SupportDesk", "Warning"), ("Logging:LogLevel:SupportDesk.Web.Hosting", "Information"), ("Logging:LogLevel:SupportDesk.Web", "Information"));
        var enough = new TaskCompletionSource();
        var count = 0;
        using var over = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            for (var number = 0; !over.IsCancellationRequested; number++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{round}-{sender}-{number}");
                sent.Add(id);
                if (!await AcknowledgedAsync(desk.Client, id))
                    return;
                acknowledged.Add(id);
                if (Interlocked.Increment(ref count) == AcknowledgedBeforeAKill)
                    enough.SetResult();
            }
        })).ToList();

        try
        {
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            await desk.KillAsync();
            await over.CancelAsync();
            await Task.WhenAll(senders);
        }
    }
}
