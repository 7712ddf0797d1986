using System.Diagnostics;
using System.Globalization;
using SupportDesk.Messages;
using SupportDesk.Storage;

namespace SupportDesk.Bench;

/// <summary>The durable webhook against an MVC action that stores nothing: same bodies, same connections, in turns.</summary>
internal static class WebhookBench
{
    private const long FirstCustomer = 31_600_000_000;

    private const int MostPerConnection = 100_000;

    /// <summary>Who sends the n-th text of a connection in a run: the runs of a load are numbered.</summary>
    private static readonly (string Name, Func<int, int, int, long> Customer)[] Loads =
    [
        ("distinct originators", (run, connection, n) => FirstCustomer + (((run * 64L) + connection) * MostPerConnection) + n),
        ("10,000 originators repeated", (_, connection, n) => FirstCustomer + (((connection * 7919L) + n) % 10_000)),
        ("one hot originator", (_, _, _) => FirstCustomer),
    ];

    public static async Task RunAsync(BenchOptions options)
    {
        using var bare = await Server.BaselineAsync();
        foreach (var (name, customer) in Loads.Where(load => load.Name.Contains(options.Only, StringComparison.Ordinal)))
            await LoadAsync(options, bare, name, customer);
    }

    private static async Task LoadAsync(BenchOptions options, Server bare, string name, Func<int, int, int, long> customer)
    {
        using var place = new Place();
        var acknowledged = 0;
        Table.Heading($"Webhook, {name}");
        if (Place.IsMongo)
            await RawBench.RunAsync(options, place);
        using (var desk = await Server.DeskAsync(place))
        {
            acknowledged += await WarmAsync(options, bare, desk, name, customer);
            foreach (var connections in new[] { 16, 64 })
                acknowledged += await CompareAsync(options, bare, desk, connections, name, customer);
            var filing = await FilingAsync(desk.Port);
            Table.Row("all on their tickets after the last load", $"{filing.TotalSeconds:0.0} s");
            Table.Row("memory of the desk, now and at most", $"{desk.Memory:0} MB", $"{desk.PeakMemory:0} MB");
        }

        var stored = await StoredAsync(place);
        Table.Row("acknowledged, and found after a kill", acknowledged.ToString(CultureInfo.InvariantCulture), stored.ToString(CultureInfo.InvariantCulture));
        if (stored != acknowledged)
            throw new InvalidOperationException("What was acknowledged is not what is stored.");
    }

    /// <summary>Until both servers run compiled code; returns how many texts the desk acknowledged.</summary>
    private static async Task<int> WarmAsync(BenchOptions options, Server bare, Server desk, string name, Func<int, int, int, long> customer)
    {
        var requests = Requests(name, 0, customer);
        await Load.RunAsync(bare, 64, options.Seconds, requests);
        return (await Load.RunAsync(desk, 64, options.Seconds * 3, requests)).Good;
    }

    private static async Task<int> CompareAsync(BenchOptions options, Server bare, Server desk, int connections, string name, Func<int, int, int, long> customer)
    {
        var (bares, desks) = (new List<LoadResult>(), new List<LoadResult>());
        for (var round = 0; round < options.Rounds; round++)
        {
            var requests = Requests(name, 1 + round + (connections == 16 ? 0 : options.Rounds), customer);
            bares.Add(await Load.RunAsync(bare, connections, options.Seconds, requests));
            desks.Add(await Load.RunAsync(desk, connections, options.Seconds, requests));
        }

        Table.Loads($"bare MVC action, {connections} connections", bares);
        Table.Loads($"durable webhook, {connections} connections", desks);
        Table.Ratios(bares, desks);
        if (desks.Sum(result => result.Bad) + bares.Sum(result => result.Bad) is > 0 and var bad)
            Table.Row("answers other than 200", bad.ToString(CultureInfo.InvariantCulture));
        return desks.Sum(result => result.Good);
    }

    private static Func<int, int, byte[]> Requests(string name, int run, Func<int, int, int, long> customer)
    {
        var mark = $"{name.Replace(' ', '-')}-{run}";
        return (connection, n) => Desk.Webhook(customer(run, connection, n), "Where+is+my+order%3F+It+should+have+been+here.", $"{mark}-{connection}-{n}");
    }

    /// <summary>How long the desk needs after a load until every text is on its ticket, by its own health page.</summary>
    private static async Task<TimeSpan> FilingAsync(int port)
    {
        var clock = Stopwatch.StartNew();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (clock.Elapsed < TimeSpan.FromMinutes(10) && await timer.WaitForNextTickAsync())
        {
            using var answer = await client.GetAsync("/health/ready");
            if ((await answer.Content.ReadAsStringAsync()).Contains("No text waits for its ticket.", StringComparison.Ordinal))
                return clock.Elapsed;
        }

        throw new TimeoutException("The texts were not filed within ten minutes.");
    }

    private static async Task<int> StoredAsync(Place place)
    {
        var store = place.Open();
        var found = await InboundAsync(store, MessageIndexes.Timeline) + await InboundAsync(store, MessageIndexes.Unfiled);
        await ((IAsyncDisposable)store).DisposeAsync();
        return found;
    }

    private static async Task<int> InboundAsync(IDocumentStore store, DocumentIndex<Message> index)
    {
        var (inbound, query) = (0, new Query<Message>(index).Take(5000));
        IReadOnlyList<Message> page;
        do
        {
            page = await store.QueryAsync(query, default);
            inbound += page.Count(message => message.IsInbound);
            query = page.Count == 0 ? query : query.After(index.KeyOf(page[^1])!);
        }
        while (page.Count > 0);
        return inbound;
    }
}
