using System.Diagnostics;

namespace SupportDesk.Bench;

/// <summary>What a load came to.</summary>
/// <param name="PerSecond">Answers per second.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P95">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Good">Answers with the status that was wanted.</param>
/// <param name="Bad">Other answers.</param>
/// <param name="Processor">Processor time of the server per answer, in microseconds; it says what an answer costs even while the machine does other work.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P95, double P99, int Good, int Bad, double Processor);

/// <summary>The same load generator for every server: so many connections, each with one request at a time.</summary>
internal static class Load
{
    /// <param name="server">What is loaded.</param>
    /// <param name="connections">At the same time.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="request">Bytes of the n-th request of a connection.</param>
    public static async Task<LoadResult> RunAsync(Server server, int connections, int seconds, Func<int, int, byte[]> request)
    {
        var before = server.Processor;
        var clock = Stopwatch.StartNew();
        var until = TimeSpan.FromSeconds(seconds);
        var results = await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(() => SendAsync(server.Port, connection, clock, until, request))));
        var elapsed = clock.Elapsed.TotalSeconds;
        var latencies = results.SelectMany(result => result.Latencies).Order().ToArray();
        return new(
            latencies.Length / elapsed,
            At(latencies, 0.5),
            At(latencies, 0.95),
            At(latencies, 0.99),
            results.Sum(result => result.Good),
            results.Sum(result => result.Bad),
            (server.Processor - before).TotalMicroseconds / latencies.Length);
    }

    /// <summary>The latency, in milliseconds, that the given share of the answers stayed below.</summary>
    public static double At(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    private static async Task<(List<double> Latencies, int Good, int Bad)> SendAsync(int port, int number, Stopwatch clock, TimeSpan until, Func<int, int, byte[]> request)
    {
        var (latencies, good, bad) = (new List<double>(100_000), 0, 0);
        using var connection = await HttpConnection.OpenAsync(port);
        for (var n = 0; clock.Elapsed < until; n++)
        {
            var bytes = request(number, n);
            var start = Stopwatch.GetTimestamp();
            var status = await connection.SendAsync(bytes);
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            good += status == 200 ? 1 : 0;
            bad += status == 200 ? 0 : 1;
        }

        return (latencies, good, bad);
    }
}
