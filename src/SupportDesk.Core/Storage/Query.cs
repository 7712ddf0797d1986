namespace SupportDesk.Storage;

/// <summary>
/// A slice of one declared index, in key order: the only way to ask for more than one document.
/// Bounds are exclusive keys; null is unbounded.
/// </summary>
public sealed record Query<T>(DocumentIndex<T> Index)
    where T : Document
{
    public string? Above { get; init; }

    public string? Below { get; init; }

    public bool Descending { get; init; }

    /// <summary>At most this many documents.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>
    /// True: a document that cannot be read is left out, and the log tells of it once. It is for queues: one that is damaged, or that a newer program
    /// wrote, must not hold up what waits behind it. False: the query fails.
    /// </summary>
    public bool PassesOverUnreadable { get; init; }

    /// <summary>Every longer key that begins with the given parts.</summary>
    public static Query<T> Under(DocumentIndex<T> index, params ReadOnlySpan<string> parts) =>
        new(index) { Above = IndexKey.Floor(parts), Below = IndexKey.After(parts) };

    public Query<T> NewestFirst() => this with { Descending = true };

    public Query<T> Take(int limit) => this with { Limit = limit };

    public Query<T> PassingOverUnreadable() => this with { PassesOverUnreadable = true };

    /// <summary>Goes on behind the last document of the page before (keyset paging).</summary>
    public Query<T> After(string key) => Descending
        ? this with { Below = Below is not null && string.CompareOrdinal(key, Below) > 0 ? Below : key }
        : this with { Above = Above is not null && string.CompareOrdinal(key, Above) < 0 ? Above : key };
}
