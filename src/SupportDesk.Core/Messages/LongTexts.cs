using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

/// <summary>
/// Joins texts that providers bring in parts, whichever order and node they come to. A part is stored before the provider is told so. What is decided is saved first and
/// written second, so that a pass after a crash writes the same message, and another node's write of it is a duplicate.
/// </summary>
public sealed class LongTexts(IDocumentStore store, Reception reception, SupportNumbers numbers, DeskClock clock, IOptions<DeskOptions> options)
{
    private const int Batch = 100;

    /// <summary>Stores one part, and the whole text when it is the last one. False when it had been stored before.</summary>
    public async Task<bool> TakeAsync(string gateway, InboundText text, TextPart place, CancellationToken cancellation)
    {
        var part = new ReceivedPart(place.Number, text.ProviderId, MemoryMarshal.AsBytes(text.Text.AsSpan()).ToArray(), clock.Stamp(), text.SentAt, text.Calls is [var call, ..] ? call : null);
        var empty = Empty(gateway, text, place);
        while (true)
        {
            try
            {
                if (await AddAsync(empty, part, cancellation) is { } added)
                    return added;
            }
            catch (ConflictException)
            {
                // Another part came at the same moment: look again.
            }
        }
    }

    /// <summary>Writes what has waited long enough, with the missing parts marked, and forgets what was written long ago.</summary>
    public async Task LookAtDueAsync(CancellationToken cancellation)
    {
        var due = new Query<LongText>(LongText.ByDue).Take(Batch).PassingOverUnreadable() with { Below = IndexKey.Of(IndexKey.Time(clock.Now.AddTicks(1))) };
        IReadOnlyList<LongText> found;
        do
        {
            found = await store.QueryAsync(due, cancellation);
            foreach (var text in found)
                await LookAtAsync(text, cancellation);
            due = found.Count == 0 ? due : due.After(LongText.ByDue.KeyOf(found[^1])!);
        }
        while (found.Count == Batch);
    }

    private async Task LookAtAsync(LongText text, CancellationToken cancellation)
    {
        try
        {
            if (text.IsWritten)
                await store.DeleteAsync(text, cancellation);
            else
                await WriteAsync(text.IsDecided ? text : await store.SaveAsync(text.GiveUp(), cancellation), cancellation);
        }
        catch (ConflictException)
        {
            // A part came, or another node was faster; it is looked at again when it is due again.
        }
    }

    /// <summary>Null when it must be tried again.</summary>
    private async Task<bool?> AddAsync(LongText empty, ReceivedPart part, CancellationToken cancellation)
    {
        var known = await store.FindAsync<LongText>(empty.Id, cancellation);
        if (known?.Has(part) is true)
        {
            if (known.IsDecided)
                await WriteAsync(known, cancellation);
            return false;
        }

        if (known is not null && (known.IsDecided || known.IsTaken(part.Number)))
        {
            await WriteAsync(known.IsDecided ? known : await store.SaveAsync(known.GiveUp(), cancellation), cancellation);
            return null;
        }

        var added = (known ?? empty).Add(part, options.Value.PartWait);
        if (known is not null)
            added = await store.SaveAsync(added, cancellation);
        else if (!await store.InsertAsync(added, cancellation))
            return null;
        else
            added = added with { Version = 1 };
        if (added.IsDecided)
            await WriteAsync(added, cancellation);
        return true;
    }

    private async Task WriteAsync(LongText decided, CancellationToken cancellation)
    {
        await reception.TakeAsync(decided.Gateway, decided.AsText(), cancellation);
        await store.ReviseAsync(decided, text => text.Round == decided.Round ? text.Write(clock.Now) : text, cancellation);
    }

    private LongText Empty(string gateway, InboundText text, TextPart place)
    {
        var support = numbers.NumberOf(gateway, text.To);
        var identity = IndexKey.Of(gateway, support, Originator.Stored(text.From).Value, place.Reference, $"{place.Total}");
        return new()
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16)),
            Gateway = gateway,
            From = text.From,
            To = text.To,
            Total = place.Total,
            DueAt = DateTimeOffset.MinValue,
        };
    }
}
