using System.Collections.Concurrent;
using SupportDesk.Storage;

namespace SupportDesk.Nodes;

/// <summary>What a node heard from the others.</summary>
/// <param name="Tickets">Codes of tickets that changed.</param>
/// <param name="Everything">Any ticket may have changed: a node is new here, or told more than it remembers.</param>
public sealed record Heard(IReadOnlyCollection<string> Tickets, bool Everything);

/// <summary>
/// Tells the other nodes what changed here and hears what changed there, through the store that they share: each node saves one small document,
/// and reads those of the others. Clocks are compared with nothing but themselves, or for minutes.
/// </summary>
public sealed class NodeNews(IDocumentStore store, ThisNode me, DeskClock clock, WakeUp<NodeNews> wakeUp)
{
    /// <summary>So much news is remembered: what a busy second changes.</summary>
    private const int MostNews = 1000;

    private const int MostNodes = 200;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, byte> untold = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> heard = new(StringComparer.Ordinal);
    private Node? self;

    /// <summary>A ticket changed here; the next pass tells it.</summary>
    public void Tell(string code)
    {
        if (untold.TryAdd(code, 0))
            wakeUp.Ring();
    }

    /// <summary>Tells and hears once. What could not be told is told by the next pass.</summary>
    public async Task<Heard> ExchangeAsync(CancellationToken cancellation)
    {
        await TellAsync(cancellation);
        return await HearAsync(cancellation);
    }

    /// <summary>Leaves the others: a node that ends as it should is not counted on.</summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        await TellAsync(cancellation);
        if (await store.FindAsync<Node>(me.Id!, cancellation) is { } stored)
            await store.DeleteAsync(stored, cancellation);
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        var (news, now) = (untold.Keys.ToList(), clock.Now);
        if (news.Count == 0 && self is { } known && now - known.SeenAt < Heartbeat)
            return;
        foreach (var code in news)
            untold.TryRemove(code, out _);
        try
        {
            self = await SaveAsync(node => node.Tell(news, now, MostNews), cancellation);
        }
        catch
        {
            // It was not told, or nobody knows whether: telling twice is harmless.
            foreach (var code in news)
                untold.TryAdd(code, 0);
            throw;
        }
    }

    private async Task<Node> SaveAsync(Func<Node, Node> verb, CancellationToken cancellation)
    {
        while (true)
        {
            if (self is { } known && (await store.ReviseAsync(known, verb, cancellation)).Document is { } saved)
                return saved;

            // New here, or taken for dead and forgotten by the others.
            var first = verb(new Node { Id = me.Id!, SeenAt = clock.Now, Told = self?.Told ?? 0 });
            if (await store.InsertAsync(first, cancellation))
                return first with { Version = 1 };
            self = await store.FindAsync<Node>(me.Id!, cancellation);
        }
    }

    private async Task<Heard> HearAsync(CancellationToken cancellation)
    {
        var nodes = await store.QueryAsync(Query<Node>.Under(Node.All, "node").Take(MostNodes), cancellation);
        var (others, now) = (nodes.Where(node => node.Id != me.Id).ToList(), clock.Now);
        // Before anything counts as heard: when the store fails here, the next pass hears all of it.
        foreach (var gone in others.Where(node => now - node.SeenAt > Forgotten))
            await ForgetAsync(gone, cancellation);

        me.Nodes = 1 + others.Count(node => node.IsAtWork(now));
        return Hear(others);
    }

    private async Task ForgetAsync(Node gone, CancellationToken cancellation)
    {
        try
        {
            await store.DeleteAsync(gone, cancellation);
        }
        catch (ConflictException)
        {
            // It is back.
        }
    }

    private Heard Hear(IEnumerable<Node> others)
    {
        var (tickets, everything) = (new HashSet<string>(StringComparer.Ordinal), false);
        foreach (var node in others)
        {
            var news = heard.TryGetValue(node.Id, out var told) ? node.Since(told) : null;
            everything |= news is null;
            tickets.UnionWith(news ?? []);
            heard[node.Id] = node.Told;
        }
        return new(tickets, everything);
    }
}
