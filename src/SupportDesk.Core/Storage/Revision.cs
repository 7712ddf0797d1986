namespace SupportDesk.Storage;

/// <summary>What saying a verb to a stored document came to.</summary>
/// <param name="Document">As it is stored now; null when there is none.</param>
/// <param name="Changed">False when the verb had nothing to do.</param>
public readonly record struct Revised<T>(T? Document, bool Changed)
    where T : Document;

/// <summary>Load, say the verb, save; and again when the race was lost.</summary>
public static class Revision
{
    /// <summary>Applies <paramref name="verb"/> to the stored document; a verb that returns its argument costs no write.</summary>
    /// <exception cref="ConflictException">Another document holds one of the new unique keys.</exception>
    public static async Task<Revised<T>> ReviseAsync<T>(this IDocumentStore store, string id, Func<T, T> verb, CancellationToken cancellation)
        where T : Document, IStored<T> =>
        await store.FindAsync<T>(id, cancellation) is { } current ? await store.ReviseAsync(current, verb, cancellation) : default;

    /// <summary>The same for a document that was just read: it is read again only when somebody else saved it meanwhile.</summary>
    public static async Task<Revised<T>> ReviseAsync<T>(this IDocumentStore store, T known, Func<T, T> verb, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        T? current = known;
        while (current is not null)
        {
            var next = verb(current);
            if (ReferenceEquals(next, current))
                return new(current, false);
            try
            {
                return new(await store.SaveAsync(next, cancellation), true);
            }
            catch (ConflictException)
            {
                // Who lost to another's save tries again however often: each time somebody got further. The holder of a unique key stays.
                var newer = await store.FindAsync<T>(known.Id, cancellation);
                if (newer?.Version == current.Version)
                    throw;
                current = newer;
            }
        }
        return default;
    }
}
