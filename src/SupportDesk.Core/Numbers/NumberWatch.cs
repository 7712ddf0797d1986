using System.Collections.Concurrent;
using SupportDesk.Storage;
using SupportDesk.Webhooks;

namespace SupportDesk.Numbers;

/// <summary>
/// Notes when each number was last texted, sent from and reported on. Noting costs no write of its own: what is new is saved once a minute at most for each number.
/// </summary>
public sealed class NumberWatch(IDocumentStore store, SupportNumbers numbers, DeskClock clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, LastSeen> unsaved = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> saved = new(StringComparer.Ordinal);

    /// <summary>Somebody called a gateway's address.</summary>
    public void Called(string gateway, WebhookKind kind) =>
        Note(LastSeen.OfGateway(gateway), seen => kind is WebhookKind.Inbound ? seen with { In = clock.Now } : seen with { Report = clock.Now });

    /// <summary>A text came. Numbers that are not ours are whatever somebody sends: of those only the last is kept, and no more is noted.</summary>
    public void CameIn(string gateway, string number)
    {
        if (!NoteOurs(number, seen => seen with { In = clock.Now }))
            Note(LastSeen.OfGateway(gateway), seen => seen with { OtherNumber = number });
    }

    public void WentOut(string number) => NoteOurs(number, seen => seen with { Out = clock.Now });

    public void Reported(string number) => NoteOurs(number, seen => seen with { Report = clock.Now });

    /// <summary>What is known, what this node has not saved yet included.</summary>
    /// <param name="id">See <see cref="LastSeen"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<LastSeen> SeenAsync(string id, CancellationToken cancellation)
    {
        var known = await store.FindAsync<LastSeen>(id, cancellation) ?? new LastSeen { Id = id };
        return unsaved.TryGetValue(id, out var more) ? known.Add(more) : known;
    }

    /// <summary>Saves what is new, of each number no sooner than a minute after the time before; everything when the desk stops.</summary>
    public async Task SaveAsync(bool stops, CancellationToken cancellation)
    {
        foreach (var (id, more) in unsaved)
        {
            cancellation.ThrowIfCancellationRequested();
            if (stops || !saved.TryGetValue(id, out var at) || clock.Now - at >= Pause)
                await SaveAsync(more);
        }
    }

    /// <summary>Applies a verb to what is stored of a number, which need not be there yet.</summary>
    public async Task<Revised<LastSeen>> ReviseAsync(string id, Func<LastSeen, LastSeen> verb, CancellationToken cancellation)
    {
        await store.InsertAsync(new LastSeen { Id = id, WatchedSince = clock.Now }, cancellation);
        return await store.ReviseAsync(id, verb, cancellation);
    }

    /// <summary>False when the number is not ours.</summary>
    private bool NoteOurs(string number, Func<LastSeen, LastSeen> verb)
    {
        if (!numbers.IsOurs(number))
            return false;
        Note(LastSeen.OfNumber(number), verb);
        return true;
    }

    private void Note(string id, Func<LastSeen, LastSeen> verb) =>
        unsaved.AddOrUpdate(id, _ => verb(new LastSeen { Id = id }), (_, seen) => verb(seen));

    /// <summary>It is known here until it is stored. What came meanwhile waits for the next time.</summary>
    private async Task SaveAsync(LastSeen more)
    {
        await ReviseAsync(more.Id, seen => seen.Add(more), CancellationToken.None);
        saved[more.Id] = clock.Now;
        unsaved.TryRemove(KeyValuePair.Create(more.Id, more));
    }
}
