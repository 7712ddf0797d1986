using System.Runtime.CompilerServices;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

/// <summary>The outbox by support number: its index begins with it.</summary>
public static class DueNumbers
{
    /// <summary>Every support number that has something queued, each once, whenever it is due. Costs one look for each.</summary>
    /// <param name="store">Where the messages are.</param>
    /// <param name="outbox">All of <see cref="MessageIndexes.Due"/>.</param>
    /// <param name="cancellation">Ends the looking.</param>
    public static async IAsyncEnumerable<string> NumbersInOutboxAsync(this IDocumentStore store, Query<Message> outbox, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var all = outbox.Take(1);
        for (var next = all; await store.QueryAsync(next, cancellation) is [var any]; next = all with { Above = IndexKey.After(any.SupportNumber) })
            yield return any.SupportNumber;
    }
}
