using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Storage.Sqlite;

namespace SupportDesk.Bench;

/// <summary>The durable webhook against an MVC action that stores nothing: same bodies, same connections, in turns.</summary>
internal static class WebhookBench
{
    private const long FirstCustomer = 31_600_000_000;

    private static readonly (string Name, Func<int, int, long> Customer)[] Loads =
    [
        ("distinct originators", (connection, n) => FirstCustomer + (connection * 10_000_000L) + n),
        ("10,000 originators repeated", (connection, n) => FirstCustomer + (((connection * 7919L) + n) % 10_000)),
        ("one hot originator", (_, _) => FirstCustomer),
    ];

    public static async Task RunAsync(BenchOptions options)
    {
        using var bare = await Server.BaselineAsync();
        foreach (var (name, customer) in Loads)
            await LoadAsync(options, bare, name, customer);
    }

    private static async Task LoadAsync(BenchOptions options, Server bare, string name, Func<int, int, long> customer)
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-bench-").FullName;
        var acknowledged = 0;
        double memory;
        TimeSpan filing;
        Table.Heading($"Webhook, {name}");
        using (var desk = await Server.DeskAsync(folder))
        {
            foreach (var connections in new[] { 16, 64 })
                acknowledged += await CompareAsync(options, bare, desk, connections, $"{name}-{connections}", customer);
            memory = desk.Memory;
            filing = await FilingAsync(desk.Port);
        }

        var stored = await StoredAsync(folder);
        Table.Row("acknowledged, and found in the store", acknowledged.ToString(CultureInfo.InvariantCulture), stored.ToString(CultureInfo.InvariantCulture));
        Table.Row("memory of the desk; all filed after the load", $"{memory:0} MB", $"{filing.TotalSeconds:0.0} s");
        if (stored != acknowledged)
            throw new InvalidOperationException("What was acknowledged is not what is stored.");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<int> CompareAsync(BenchOptions options, Server bare, Server desk, int connections, string id, Func<int, int, long> customer)
    {
        var (bares, desks) = (new List<LoadResult>(), new List<LoadResult>());
        for (var round = -1; round < options.Rounds; round++)
        {
            var mark = $"{id.Replace(' ', '-')}-{round}";
            byte[] Request(int connection, int n) => Desk.Webhook(customer(connection, n), "Where+is+my+order%3F+It+should+have+been+here.", $"{mark}-{connection}-{n}");
            bares.Add(await Load.RunAsync(bare.Port, connections, options.Seconds, Request));
            desks.Add(await Load.RunAsync(desk.Port, connections, options.Seconds, Request));
        }

        var acknowledged = desks.Sum(result => result.Good);
        bares.RemoveAt(0);
        desks.RemoveAt(0);
        Row($"bare MVC action, {connections} connections", bares);
        Row($"durable webhook, {connections} connections", desks);
        Table.Row("ratio (requests/s, p50, p99)", Of(bares, desks, result => result.PerSecond), Of(bares, desks, result => result.P50), Of(bares, desks, result => result.P99));
        if (desks.Sum(result => result.Bad) + bares.Sum(result => result.Bad) is > 0 and var bad)
            Table.Row("answers other than 200", bad.ToString(CultureInfo.InvariantCulture));
        return acknowledged;
    }

    private static void Row(string name, IReadOnlyList<LoadResult> results) => Table.Row(
        name,
        Table.Spread(results.Select(result => result.PerSecond), "/s"),
        "p50 " + Table.Spread(results.Select(result => result.P50), "ms"),
        "p99 " + Table.Spread(results.Select(result => result.P99), "ms"));

    private static string Of(IEnumerable<LoadResult> bares, IEnumerable<LoadResult> desks, Func<LoadResult, double> figure) =>
        Table.Ratio(Table.Median(desks.Select(figure)), Table.Median(bares.Select(figure)));

    /// <summary>How long the desk needs after a load until every text is on its ticket, by its own health page.</summary>
    private static async Task<TimeSpan> FilingAsync(int port)
    {
        var clock = Stopwatch.StartNew();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        while (clock.Elapsed < TimeSpan.FromMinutes(10))
        {
            var answer = await client.GetAsync("/health/ready");
            if ((await answer.Content.ReadAsStringAsync()).Contains("No text waits for its ticket.", StringComparison.Ordinal))
                return clock.Elapsed;
        }

        throw new TimeoutException("The texts were not filed within ten minutes.");
    }

    private static async Task<int> StoredAsync(string folder)
    {
        await using var store = SqliteStore.Open(new SqliteOptions { DataFolder = folder }, DeskDocuments.All, NullLogger<SqliteStore>.Instance);
        var (inbound, query) = (0, new Query<Message>(MessageIndexes.Timeline).Take(5000));
        IReadOnlyList<Message> page;
        do
        {
            page = await store.QueryAsync(query, default);
            inbound += page.Count(message => message.IsInbound);
            query = page.Count == 0 ? query : query.After(MessageIndexes.Timeline.KeyOf(page[^1])!);
        }
        while (page.Count > 0);
        return inbound;
    }
}
