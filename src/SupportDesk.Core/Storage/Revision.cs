namespace SupportDesk.Storage;

/// <summary>What saying a verb to a stored document came to.</summary>
/// <param name="Document">As it is stored now; null when there is none.</param>
/// <param name="Changed">False when the verb had nothing to do.</param>
public readonly record struct Revised<T>(T? Document, bool Changed)
    where T : Document;

/// <summary>Load, say the verb, save; and again when the race was lost.</summary>
public static class Revision
{
    private const int Tries = 20;

    /// <summary>Applies <paramref name="verb"/> to the stored document; a verb that returns its argument costs no write.</summary>
    public static async Task<Revised<T>> ReviseAsync<T>(this IDocumentStore store, string id, Func<T, T> verb, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await store.FindAsync<T>(id, cancellation) is not { } current)
                return default;
            var next = verb(current);
            if (ReferenceEquals(next, current))
                return new(current, false);
            try
            {
                return new(await store.SaveAsync(next, cancellation), true);
            }
            catch (ConflictException) when (attempt < Tries)
            {
                // Somebody else saved first: what they saved is where the next try starts.
            }
        }
    }
}
