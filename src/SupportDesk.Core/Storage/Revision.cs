namespace SupportDesk.Storage;

/// <summary>Load, say the verb, save; and again when the race was lost.</summary>
public static class Revision
{
    private const int Tries = 20;

    /// <summary>
    /// Applies <paramref name="verb"/> to the stored document. Null when there is none.
    /// A verb that returns its argument unchanged costs no write.
    /// </summary>
    public static async Task<T?> ReviseAsync<T>(this IDocumentStore store, string id, Func<T, T> verb, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await store.FindAsync<T>(id, cancellation) is not { } current)
                return null;
            var next = verb(current);
            if (next == current)
                return current;
            try
            {
                return await store.SaveAsync(next, cancellation);
            }
            catch (ConflictException) when (attempt < Tries)
            {
            }
        }
    }
}
