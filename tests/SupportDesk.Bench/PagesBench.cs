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
        var folder = Directory.CreateTempSubdirectory("supportdesk-bench-").FullName;
        var code = await Filling.FillAsync(folder, size);
        double median;
        using (var desk = await Server.DeskAsync(folder))
        {
            var cookie = await Desk.SignInAsync(desk.Port);
            Table.Heading(string.Create(CultureInfo.InvariantCulture, $"Pages at {size:N0} tickets"));
            var page = await OneAsync("the inbox, one reader", options, desk, "/admin", cookie);
            median = Table.Median(page.Select(result => result.P50));
            await OneAsync("a conversation, one reader", options, desk, $"/admin/tickets/{code}", cookie);
            await CompareAsync(options, bare, desk, cookie);
            Table.Row("memory of the desk", $"{desk.Memory:0} MB");
        }

        Directory.Delete(folder, recursive: true);
        return median;
    }

    private static async Task<List<LoadResult>> OneAsync(string name, BenchOptions options, Server desk, string path, string cookie)
    {
        var request = Desk.Get(path, cookie);
        var results = new List<LoadResult>();
        for (var round = -1; round < options.Rounds; round++)
            results.Add(await Load.RunAsync(desk.Port, 1, Math.Max(1, options.Seconds / 3), (_, _) => request));
        results.RemoveAt(0);
        Table.Row(name, "p50 " + Table.Spread(results.Select(result => result.P50), "ms"), "p99 " + Table.Spread(results.Select(result => result.P99), "ms"));
        return results;
    }

    private static async Task CompareAsync(BenchOptions options, Server bare, Server desk, string cookie)
    {
        var (rows, inbox) = (Desk.Get("/rows", cookie), Desk.Get("/admin", cookie));
        var (bares, desks) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            bares.Add((await Load.RunAsync(bare.Port, 16, options.Seconds, (_, _) => rows)).PerSecond);
            desks.Add((await Load.RunAsync(desk.Port, 16, options.Seconds, (_, _) => inbox)).PerSecond);
        }

        Table.Row("bare Razor page of 50 rows, 16 connections", Table.Spread(bares, "/s"));
        Table.Row("the inbox, 16 connections", Table.Spread(desks, "/s"), Table.Ratio(Table.Median(desks), Table.Median(bares)));
    }
}
