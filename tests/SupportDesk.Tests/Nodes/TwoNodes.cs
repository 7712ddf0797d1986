using System.Net;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Nodes;

/// <summary>Two desks on one database, and ways to wait for what one hears of the other.</summary>
public abstract class TwoNodes(SharedMongo mongo) : IAsyncLifetime
{
    /// <summary>A number that sends slowly.</summary>
    protected const string Slow = "+31970109999";

    private MongoDatabase database = null!;

    private protected DeskHost One { get; private set; } = null!;

    private protected DeskHost Two { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        database = mongo.NewDatabase();
        One = NewNode();
        Two = NewNode();
        await HearAsync(One);
        await HearAsync(Two);
    }

    public async Task DisposeAsync()
    {
        if (database is null)
            return;
        await One.DisposeAsync();
        await Two.DisposeAsync();
        await database.DisposeAsync();
    }

    private DeskHost NewNode() => new(settings: [("Storage:MongoUri", database.Address), ($"Desk:Numbers:{Slow}:SendsPerSecond", "4")]);

    private protected static async Task<string> UntilAnnouncedAsync(LiveLine line, string code)
    {
        while (true)
        {
            if (await line.NextAsync() is var record && record.Contains(code, StringComparison.Ordinal))
                return record;
        }
    }

    private protected static async Task<(HttpClient Client, CookieContainer Cookies)> SignedInAsync(DeskHost node)
    {
        var cookies = new CookieContainer();
        var client = Client(node, cookies);
        await client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));
        return (client, cookies);
    }

    private protected static HttpClient Client(DeskHost node, CookieContainer cookies) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = node.Address };

    /// <summary>Until the node knows the other.</summary>
    private protected static async Task HearAsync(DeskHost node)
    {
        for (var look = 0; look < 20; look++)
        {
            node.Time.Advance(TimeSpan.FromMilliseconds(250));
            await node.Client.GetAsync("/health/ready");
        }
    }

    /// <summary>Passes a node's time, as much as some looks of its workers need.</summary>
    private protected static async Task PassUntilAsync(DeskHost node, Func<bool> done)
    {
        for (var look = 0; look < 400 && !done(); look++)
        {
            node.Time.Advance(TimeSpan.FromMilliseconds(250));
            await node.Client.GetAsync("/health/ready");
        }

        done().Should().BeTrue();
    }

    /// <summary>Looks again and again while both nodes' time passes: a node's own events do not tell what the other did.</summary>
    private protected async Task<T> UntilAsync<T>(Func<Task<T>> look, Predicate<T> enough)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var seen = await look(); ; seen = await look())
        {
            if (enough(seen))
                return seen;
            foreach (var node in (DeskHost[])[One, Two])
                node.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Two.Client.GetAsync("/health/live", giveUp.Token);
        }
    }

    private protected Task<IReadOnlyList<Message>> TimelineAsync(DeskHost node, string code, Predicate<IReadOnlyList<Message>> enough) => UntilAsync(() => node.TimelineAsync(code), enough);

    private protected async Task<Ticket> OnlyTicketAsync(DeskHost node) => (await UntilAsync(node.TicketsAsync, tickets => tickets.Count == 1))[0];

    /// <summary>Passes both nodes' time until the task is done; asking them gives them the processor.</summary>
    private protected async Task<T> WhilePassingAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            foreach (var node in (DeskHost[])[One, Two])
            {
                node.Time.Advance(TimeSpan.FromMilliseconds(50));
                await Two.Client.GetAsync("/health/live");
            }
        }
        return await task;
    }
}
