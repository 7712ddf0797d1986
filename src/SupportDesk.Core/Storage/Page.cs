namespace SupportDesk.Storage;

/// <summary>One page of a list.</summary>
/// <param name="Items">At most a page.</param>
/// <param name="Next">Where the next page goes on; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>How long lists are shown and counted, so that every cost is bounded by the page and never by the list.</summary>
public static class Page
{
    /// <summary>Documents on a page.</summary>
    public const int Size = 50;

    /// <summary>Counting stops here; pages show "999+".</summary>
    public const int CountLimit = 1000;

    /// <summary>A page of what a query finds. What is new meanwhile shifts no page, because a page goes on behind a key.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="query">The whole list, in its order; its limit does not count.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<Page<T>> PageAsync<T>(this IDocumentStore store, Query<T> query, string? after, CancellationToken cancellation)
        where T : Document, IStored<T>
    {
        query = query.Take(Size + 1);
        var found = await store.QueryAsync(after is null ? query : query.After(after), cancellation);
        return found.Count <= Size ? new(found, null) : new([.. found.Take(Size)], query.Index.KeyOf(found[Size - 1]));
    }

    /// <summary>How many a query finds, counted to the limit.</summary>
    public static Task<int> CountedAsync<T>(this IDocumentStore store, Query<T> query, CancellationToken cancellation)
        where T : Document, IStored<T> => store.CountAsync(query.Take(CountLimit), cancellation);
}
