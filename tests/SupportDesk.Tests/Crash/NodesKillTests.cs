using System.Collections.Concurrent;
using System.Globalization;
using SupportDesk.Tests.Support;
using static SupportDesk.Tests.Crash.CrashLoad;

namespace SupportDesk.Tests.Crash;

/// <summary>Three real programs on one database, texts and answers coming in at all of them, and one is killed after the other.</summary>
[Collection(SharedMongo.Shared)]
public sealed class NodesKillTests(SharedMongo mongo) : IDisposable
{
    private const int Senders = 9;
    private const int BetweenKills = 100;
    private const int Kills = 4;

    private readonly Random chance = new(20261121);
    private readonly ConcurrentBag<string> sent = [];
    private readonly ConcurrentBag<string> acknowledged = [];
    private readonly ConcurrentBag<string> replies = [];
    private readonly DeskProcess?[] nodes = new DeskProcess?[3];

    [SkippableFact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_nodes_are_killed_under_load()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using var database = mongo.NewDatabase();
        await using var provider = await ProviderAsync();
        for (var at = 0; at < nodes.Length; at++)
            nodes[at] = await StartAsync(folder, database, provider);

        await LoadAsync(folder, database, provider);
        foreach (var node in nodes)
            await node!.KillAsync();

        await using var desk = new DeskHost(at: TimeProvider.System.GetUtcNow(), settings: ("Storage:MongoUri", database.Address));
        foreach (var id in sent.Except(acknowledged))
            (await TextAsync(desk.Client, id)).EnsureSuccessStatusCode();
        desk.Time.Advance(TimeSpan.FromSeconds(10));
        await SettleAsync(desk);

        acknowledged.Count.Should().BeGreaterThan(Kills * BetweenKills);
        replies.Should().NotBeEmpty();
        await CheckAsync(desk, sent, [.. provider.Requests.Select(Reference), .. desk.Carrier.Sent.Select(text => text.Reference)], replies);
        Directory.Delete(folder, recursive: true);
    }

    private async Task LoadAsync(string folder, MongoDatabase database, RecordingProvider provider)
    {
        using var over = new CancellationTokenSource();
        var count = new SemaphoreSlim(0);
        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAsync(sender, count, over.Token))).ToList();
        var agents = Enumerable.Range(0, nodes.Length).Select(at => Task.Run(() => AnswerAsync(at, over.Token))).ToList();
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                for (var texts = 0; texts < BetweenKills; texts++)
                    (await count.WaitAsync(TimeSpan.FromMinutes(2))).Should().BeTrue();
                var victim = chance.Next(nodes.Length);
                await nodes[victim]!.KillAsync();
                nodes[victim] = await StartAsync(folder, database, provider);
            }
        }
        finally
        {
            // Also when it failed: nobody goes on sending beside the other tests.
            await over.CancelAsync();
            await Task.WhenAll([.. senders, .. agents]);
        }
    }

    public void Dispose()
    {
        foreach (var node in nodes)
            node?.Dispose();
    }

    /// <summary>A text whose node dies stays unacknowledged; the provider brings it again later.</summary>
    private async Task SendAsync(int sender, SemaphoreSlim count, CancellationToken over)
    {
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{sender}-{number}");
            sent.Add(id);
            if (!await AcknowledgedAsync(nodes[number % nodes.Length]!.Client, id))
                continue;
            acknowledged.Add(id);
            count.Release();
        }
    }

    /// <summary>An agent answers one ticket after the other, at whichever node is there.</summary>
    private async Task AnswerAsync(int at, CancellationToken over)
    {
        for (var round = 0; !over.IsCancellationRequested; round++)
        {
            try
            {
                using var ann = nodes[(at + round) % nodes.Length]!.NewClient();
                await ann.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));
                foreach (var row in (await ann.PageAsync("/admin/list")).QuerySelectorAll("[data-ticket]").Take(5))
                    await AnswerAsync(ann, row.GetAttribute("data-ticket")!);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or InvalidOperationException or TaskCanceledException)
            {
                // The node was killed in the middle.
            }
        }
    }

    private async Task AnswerAsync(HttpClient ann, string code)
    {
        var page = await ann.PageAsync($"/admin/tickets/{code}?write=true");
        var id = page.QuerySelector("form[action*='/replies'] input[name=Id]")?.GetAttribute("value");
        if (id is null)
            return;
        var answer = await ann.SubmitAsync(page, "[action*='/replies']", ("Text", "We are on it."));
        if (answer.StatusCode is System.Net.HttpStatusCode.Redirect)
            replies.Add(id);
    }

    private static Task<DeskProcess> StartAsync(string folder, MongoDatabase database, RecordingProvider provider) => DeskProcess.StartAsync(
        folder,
        ("Storage:MongoUri", database.Address),
        ("MessageBird:ApiKey", "key"),
        ("MessageBird:ApiUrl", provider.Url),
        ("Desk:SendsPerSecond", "1000"),
        ("Web:SignInsPerMinute", "100000"),
        ("Setup:User", "ann"),
        ("Setup:Password", DeskHost.Password),
        ("Logging:LogLevel:Default", "Error"),
        ("Logging:LogLevel:SupportDesk.Web", "Information"));
}
