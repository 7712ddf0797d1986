using System.Diagnostics;
using SupportDesk.Messages;
using SupportDesk.Storage;

namespace SupportDesk.Bench;

/// <summary>What the way to the database carries at most: inserts of single texts, and nothing else.</summary>
internal static class RawBench
{
    public static async Task RunAsync(BenchOptions options, Place place)
    {
        var store = place.Open();
        foreach (var callers in new[] { 16, 64 })
        {
            var rates = new List<double>();
            for (var round = 0; round < options.Rounds; round++)
                rates.Add(await InsertAsync(store, callers, TimeSpan.FromSeconds(options.Seconds), round));
            Table.Row($"single inserts and nothing else, {callers} callers", Table.Spread(rates, "/s"));
        }

        await store.DisposeAsync();
    }

    private static async Task<double> InsertAsync(IDocumentStore store, int callers, TimeSpan time, int round)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var inserted = 0;
            for (; clock.Elapsed < time; inserted++)
                await store.InsertAsync(Text(callers, round, caller, inserted), default);
            return inserted;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Outbound and done: in no queue and on no ticket that the desk would look at.</summary>
    private static Message Text(int callers, int round, int caller, int number) =>
        Filling.Text(number, 2, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), $"RAW{caller}", Direction.Outbound, MessageState.Delivered, "Where is my order? It should have been here.")
            with
        { Id = $"raw-{callers}-{round}-{caller}-{number}" };
}
