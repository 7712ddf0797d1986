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

    /// <summary>Saves what was counted. Counts that were taken out are saved to the end: a save that is broken off may or may not have counted them.</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        foreach (var gateway in unsaved.Keys)
        {
            cancellation.ThrowIfCancellationRequested();
            if (unsaved.TryRemove(gateway, out var more))
                await SaveAsync(more);
        }
    }

    private async Task SaveAsync(SignatureTally more)
    {
        try
        {
            await store.InsertAsync(new SignatureTally { Id = more.Id }, CancellationToken.None);
            await store.ReviseAsync<SignatureTally>(more.Id, tally => tally.Add(more), CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // Counted again with the next save.
            unsaved.AddOrUpdate(more.Id, more, (_, newer) => more.Add(newer));
            throw;
        }
    }
}
