using System.Runtime.CompilerServices;
using System.Text;

namespace SupportDesk.Storage.Moving;

/// <summary>One id in the source and the target; null where it is missing.</summary>
public readonly record struct Pair(StoredDocument? Source, StoredDocument? Target)
{
    public bool IsSame => Source is not null && Target is not null && Source.IsSameAs(Target);
}

/// <summary>Goes through a collection on both sides at once, in the order of the ids; no more than a page of each is in memory.</summary>
public static class Pairs
{
    public static async IAsyncEnumerable<Pair> OfAsync(IDocumentSource source, IDocumentSource target, DocumentType type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var left = source.ReadAsync(type, cancellation).GetAsyncEnumerator(cancellation);
        await using var right = target.ReadAsync(type, cancellation).GetAsyncEnumerator(cancellation);
        var (one, other) = (await NextAsync(left), await NextAsync(right));
        while (one is not null || other is not null)
        {
            var order = Compare(one, other);
            yield return new(order <= 0 ? one : null, order >= 0 ? other : null);
            if (order <= 0)
                one = await NextAsync(left);
            if (order >= 0)
                other = await NextAsync(right);
        }
    }

    /// <summary>As the engines order ids: by the bytes of their UTF-8 form.</summary>
    public static int Compare(string one, string other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));

    private static int Compare(StoredDocument? one, StoredDocument? other) => (one, other) switch
    {
        (null, _) => 1,
        (_, null) => -1,
        var (left, right) => Compare(left.Id, right.Id),
    };

    private static async Task<StoredDocument?> NextAsync(IAsyncEnumerator<StoredDocument> documents) => await documents.MoveNextAsync() ? documents.Current : null;
}
