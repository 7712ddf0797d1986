using Microsoft.Extensions.Options;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

/// <summary>
/// Looks for texts that are due later than any wait of the desk reaches. A clock that was ahead queued or claimed them before it was set right, and their
/// conversations would wait behind them until it is that time.
/// </summary>
public sealed class TextsAhead(IDocumentStore store, IDeskEvents events, DeskClock clock, IOptions<OutboxOptions> options)
{
    private const int Batch = 100;

    /// <summary>Ids and versions of claims that the last look found.</summary>
    private Dictionary<string, long> claims = [];

    /// <summary>Makes them due in a lease: as long as a process that is just sending one may need. A claim must have been there at the last look: it may be this clock that is wrong.</summary>
    public async Task BringBackAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var number in store.NumbersInOutboxAsync(new Query<Message>(MessageIndexes.Due).PassingOverUnreadable(), cancellation))
            await BringBackAsync(number, found, cancellation);
        claims = found;
    }

    private async Task BringBackAsync(string number, Dictionary<string, long> found, CancellationToken cancellation)
    {
        var latest = clock.Now + RetrySchedule.Longest(options.Value);
        var ahead = Query<Message>.Under(MessageIndexes.Due, number).Take(Batch).PassingOverUnreadable() with { Above = IndexKey.Of(number, IndexKey.Time(latest)) };
        while (await store.QueryAsync(ahead, cancellation) is { Count: > 0 } texts)
        {
            foreach (var text in texts.Where(text => text.State is not MessageState.Sending || IsOld(text, found)))
            {
                await store.ReviseAsync(text, waiting => waiting.ComeBack(latest, clock.Now + options.Value.Lease), cancellation);
                await events.TextChangedAsync(text, cancellation);
            }

            ahead = ahead.After(MessageIndexes.Due.KeyOf(texts[^1])!);
        }
    }

    private bool IsOld(Message claimed, Dictionary<string, long> found)
    {
        found[claimed.Id] = claimed.Version;
        return claims.TryGetValue(claimed.Id, out var version) && version == claimed.Version;
    }
}
