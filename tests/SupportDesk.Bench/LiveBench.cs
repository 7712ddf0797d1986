using System.Diagnostics;

namespace SupportDesk.Bench;

/// <summary>How long a text takes from the webhook to an agent's open page, while others pour in.</summary>
internal static class LiveBench
{
    /// <summary>The tests' MongoDB server shares the machine with the desk and carries less.</summary>
    private static readonly int PerSecond = Place.IsMongo ? 50 : 500;

    private const int Senders = 8;
    private const int Probes = 200;

    /// <summary>Whose conversation is open.</summary>
    private const long Customer = 31_699_000_000;

    public static async Task RunAsync(BenchOptions options)
    {
        using var place = new Place();
        using (var desk = await Server.DeskAsync(place))
        {
            using var page = await AgentPage.OpenAsync(desk.Port, Customer);
            using var over = new CancellationTokenSource();
            var load = Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => PourAsync(desk.Port, sender, over.Token)));
            var poured = Stopwatch.StartNew();
            var probe = 0;
            while (poured.Elapsed < TimeSpan.FromSeconds(5 * options.Seconds))
                await ProbeAsync(desk.Port, page, probe++);
            var latencies = new List<double>();
            while (latencies.Count < (options.Rounds < 3 ? Probes / 4 : Probes))
                latencies.Add(await ProbeAsync(desk.Port, page, probe++));
            await over.CancelAsync();
            var perSecond = (await load).Sum();
            latencies.Sort();
            Table.Heading("From the webhook to an agent's open page (announced over the hub, fetched, and found in the conversation)");
            Table.Row($"while {perSecond:0} texts/s come in", $"p50 {Load.At(latencies, 0.5):0.0} ms", $"p95 {Load.At(latencies, 0.95):0.0} ms", $"p99 {Load.At(latencies, 0.99):0.0} ms");
        }
    }

    /// <summary>Milliseconds from the webhook's call until the page shows its text.</summary>
    private static async Task<double> ProbeAsync(int port, AgentPage page, int probe)
    {
        var text = $"probe-{probe}-here";
        using var webhooks = await HttpConnection.OpenAsync(port);
        var start = Stopwatch.GetTimestamp();
        await webhooks.SendAsync(Desk.Webhook(Customer, text, text));
        await page.UntilAsync(text);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>One sender's share of so many texts a second, evenly, of many customers.</summary>
    private static async Task<double> PourAsync(int port, int sender, CancellationToken over)
    {
        using var connection = await HttpConnection.OpenAsync(port);
        var clock = Stopwatch.StartNew();
        var sent = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!over.IsCancellationRequested)
        {
            for (; sent < clock.Elapsed.TotalSeconds * PerSecond / Senders && !over.IsCancellationRequested; sent++)
                await connection.SendAsync(Desk.Webhook(31_600_000_000 + (sender * 100_000) + (sent % 2_500), "Where+is+my+order%3F", $"pour-{sender}-{sent}"));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return sent / clock.Elapsed.TotalSeconds;
    }
}
