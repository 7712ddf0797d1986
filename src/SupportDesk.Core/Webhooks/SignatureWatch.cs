using System.Collections.Concurrent;
using SupportDesk.Storage;

namespace SupportDesk.Webhooks;

/// <summary>Counts bad signatures. Counting costs no write of its own: the counts are saved together, every few seconds and at the end.</summary>
public sealed class SignatureWatch(IDocumentStore store, DeskClock clock)
{
    private readonly ConcurrentDictionary<string, SignatureTally> unsaved = new(StringComparer.Ordinal);

    public void Note(string gateway, SignatureMode mode, string reason)
    {
        DeskMetrics.BadSignatures.Add(1, new("gateway", gateway), new("mode", mode.ToString()));
        var one = new SignatureTally { Id = gateway, LastReason = reason, LastAt = clock.Now }.Count(mode);
        unsaved.AddOrUpdate(gateway, one, (_, known) => known.Add(one));
    }

    /// <summary>All counts of a gateway, the unsaved ones of this node among them.</summary>
    public async Task<SignatureTally> TallyAsync(string gateway, CancellationToken cancellation)
    {
        var saved = await store.FindAsync<SignatureTally>(gateway, cancellation) ?? new SignatureTally { Id = gateway };
        return unsaved.TryGetValue(gateway, out var more) ? saved.Add(more) : saved;
    }

    public async Task SaveAsync(CancellationToken cancellation)
    {
        foreach (var gateway in unsaved.Keys)
        {
            if (unsaved.TryRemove(gateway, out var more))
                await SaveAsync(more, cancellation);
        }
    }

    private async Task SaveAsync(SignatureTally more, CancellationToken cancellation)
    {
        try
        {
            await store.InsertAsync(new SignatureTally { Id = more.Id }, cancellation);
            await store.ReviseAsync<SignatureTally>(more.Id, tally => tally.Add(more), cancellation);
        }
        catch (StoreUnavailableException)
        {
            // Counted again with the next save.
            unsaved.AddOrUpdate(more.Id, more, (_, newer) => more.Add(newer));
            throw;
        }
    }
}
