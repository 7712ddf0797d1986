using System.Diagnostics;
using System.Globalization;

namespace SupportDesk.Bench;

/// <summary>The inbox and a conversation at a thousand tickets and at a million: they must cost the same.</summary>
internal static class PagesBench
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000, 1_000_000];

    public static async Task RunAsync(BenchOptions options)
    {
        using var bare = await Server.BaselineAsync();
        var inbox = new Dictionary<int, double>();
        foreach (var size in Sizes.Where(size => size <= options.MostTickets))
            inbox[size] = await SizeAsync(options, bare, size);
        Table.Heading("The inbox at the largest size against the smallest");
        Table.Row("time of the page", Table.Ratio(inbox[inbox.Keys.Max()], inbox[inbox.Keys.Min()]));
    }

    private static async Task<double> SizeAsync(BenchOptions options, Server bare, int size)
    {
        using var place = new Place();
        var filling = Stopwatch.StartNew();
        var code = await Filling.FillAsync(place, size);
        double median;
        using (var desk = await Server.DeskAsync(place))
        {
            var cookie = await Desk.SignInAsync(desk.Port);
            Table.Heading(string.Create(CultureInfo.InvariantCulture, $"Pages at {size:N0} tickets (stored in {filling.Elapsed.TotalSeconds:0.0} s)"));
            await WarmAsync(options, bare, desk, cookie, code);
            var page = await OneAsync("the inbox drawn anew, one reader", options, desk, n => Desk.Get($"/admin?n={n}", cookie));
            median = Table.Median(page.Select(result => result.P50));
            await OneAsync("the inbox while nothing changes, one reader", options, desk, _ => Desk.Get("/admin", cookie));
            await OneAsync("a conversation, one reader", options, desk, _ => Desk.Get($"/admin/tickets/{code}", cookie));
            await CompareAsync(options, bare, desk, cookie);
            Table.Row("memory of the desk, now and at most", $"{desk.Memory:0} MB", $"{desk.PeakMemory:0} MB");
        }

        return median;
    }

    /// <summary>Until both servers run compiled code.</summary>
    private static async Task WarmAsync(BenchOptions options, Server bare, Server desk, string cookie, string code)
    {
        var (rows, ticket) = (Desk.Get("/rows", cookie), Desk.Get($"/admin/tickets/{code}", cookie));
        await Load.RunAsync(bare, 16, options.Seconds, (_, _) => rows);
        await Load.RunAsync(desk, 16, options.Seconds * 3, (one, n) => n % 2 == 0 ? Desk.Get($"/admin?warm={one}-{n}", cookie) : ticket);
    }

    private static async Task<List<LoadResult>> OneAsync(string name, BenchOptions options, Server desk, Func<int, byte[]> request)
    {
        var (results, sent) = (new List<LoadResult>(), 0);
        for (var round = 0; round < options.Rounds; round++)
            results.Add(await Load.RunAsync(desk, 1, Math.Max(1, options.Seconds / 3), (_, _) => request(sent++)));
        Table.Row(name, "p50 " + Table.Spread(results.Select(result => result.P50), "ms"), "p99 " + Table.Spread(results.Select(result => result.P99), "ms"));
        return results;
    }

    private static async Task CompareAsync(BenchOptions options, Server bare, Server desk, string cookie)
    {
        var (rows, inbox) = (Desk.Get("/rows", cookie), Desk.Get("/admin", cookie));
        var (bares, desks) = (new List<LoadResult>(), new List<LoadResult>());
        for (var round = 0; round < options.Rounds; round++)
        {
            bares.Add(await Load.RunAsync(bare, 16, options.Seconds, (_, _) => rows));
            desks.Add(await Load.RunAsync(desk, 16, options.Seconds, (_, _) => inbox));
        }

        Table.Loads("bare Razor page of 50 rows, 16 connections", bares);
        Table.Loads("the inbox, 16 connections", desks);
        Table.Ratios(bares, desks);
    }
}
