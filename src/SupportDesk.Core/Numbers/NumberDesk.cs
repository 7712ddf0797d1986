using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Numbers;

/// <summary>What is not finished on a number, each counted no further than to <see cref="Page.CountLimit"/>.</summary>
public sealed record Unfinished(int OpenTickets, int QueuedTexts);

/// <summary>What administrators do with support numbers. A change works at once here, and on the other nodes with their next look.</summary>
public sealed class NumberDesk(IDocumentStore store, SupportNumbers numbers, DeskClock clock) : IDisposable
{
    private const int MostNumbers = 10_000;

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Reads the stored numbers and takes them into use. Reading and taking are one step, so that what was read earlier is never taken later.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            numbers.Take(await store.QueryAsync(Query<StoredNumber>.Under(StoredNumber.All, "number").Take(MostNumbers), cancellation));
        }
        finally
        {
            gate.Release();
        }
    }

    public Task<StoredNumber?> FindAsync(string number, CancellationToken cancellation) => store.FindAsync<StoredNumber>(number, cancellation);

    /// <summary>False when the number is there already.</summary>
    public async Task<bool> AddAsync(string number, SupportNumberOptions settings, string by, CancellationToken cancellation)
    {
        var added = !numbers.IsOurs(number)
            && await store.InsertAsync(new StoredNumber { Id = number, Settings = settings, ChangedBy = by, ChangedAt = clock.Now }, cancellation);
        await RefreshAsync(cancellation);
        return added;
    }

    /// <summary>False when somebody else changed or removed it since <paramref name="seen"/> was read.</summary>
    public async Task<bool> ChangeAsync(StoredNumber seen, SupportNumberOptions settings, string by, CancellationToken cancellation)
    {
        try
        {
            await store.SaveAsync(seen with { Settings = settings, ChangedBy = by, ChangedAt = clock.Now }, cancellation);
            return true;
        }
        catch (ConflictException)
        {
            return false;
        }
        finally
        {
            await RefreshAsync(cancellation);
        }
    }

    /// <summary>False when somebody else changed it since <paramref name="seen"/> was read.</summary>
    public async Task<bool> RemoveAsync(StoredNumber seen, CancellationToken cancellation)
    {
        try
        {
            await store.DeleteAsync(seen, cancellation);
            return true;
        }
        catch (ConflictException)
        {
            return false;
        }
        finally
        {
            await RefreshAsync(cancellation);
        }
    }

    public async Task<Unfinished> UnfinishedAsync(string number, CancellationToken cancellation) => new(
        await store.CountedAsync(Query<Ticket>.Under(TicketIndexes.OpenOnNumber, number), cancellation),
        await store.CountedAsync(Query<Message>.Under(MessageIndexes.Due, number), cancellation));

    public void Dispose() => gate.Dispose();
}
