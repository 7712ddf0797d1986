using SupportDesk.Agents;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

/// <summary>One page of texts that failed or are not confirmed, newest first.</summary>
/// <param name="Texts">At most a page.</param>
/// <param name="Next">Where the next page goes on; null on the last page.</param>
public sealed record FailedPage(IReadOnlyList<Message> Texts, string? Next);

/// <summary>What became of one agent's hand on a failed text.</summary>
public abstract record FailedResult
{
    private FailedResult()
    {
    }

    /// <summary>It is done; the text as it is now says whether somebody else had a hand in it too.</summary>
    public sealed record Done(Message Now) : FailedResult;

    /// <summary>Nothing was done: somebody else was faster, or a report came. The text as it is now, and the one in place of it where there is one.</summary>
    public sealed record Meanwhile(Message Now, Message? Again) : FailedResult;

    /// <summary>There is no such text.</summary>
    public sealed record Unknown : FailedResult;
}

/// <summary>The texts that did not go out, and what agents do about them.</summary>
public sealed class FailedTexts(IDocumentStore store, Outbox outbox, IDeskEvents events, DeskClock clock)
{
    public const int PageSize = 50;

    /// <summary>Counting stops here; pages show "999+".</summary>
    public const int CountLimit = 1000;

    private static readonly Query<Message> All = Query<Message>.Under(MessageIndexes.Failed, "failed");

    public async Task<FailedPage> PageAsync(string? after, CancellationToken cancellation)
    {
        var query = All.NewestFirst().Take(PageSize + 1);
        var found = await store.QueryAsync(after is null ? query : query.After(after), cancellation);
        return found.Count <= PageSize ? new(found, null) : new([.. found.Take(PageSize)], MessageIndexes.Failed.KeyOf(found[PageSize - 1]));
    }

    public Task<int> CountAsync(CancellationToken cancellation) => store.CountAsync(All.Take(CountLimit), cancellation);

    public Task<Message?> FindAsync(string id, CancellationToken cancellation) => store.FindAsync<Message>(id, cancellation);

    /// <summary>Sends it once more, as a text of its own. One that somebody dismissed can still be sent again from its own page.</summary>
    /// <param name="id">The text.</param>
    /// <param name="by">The agent.</param>
    /// <param name="evenDismissed">The agent saw that it was dismissed.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<FailedResult> SendAgainAsync(string id, Author by, bool evenDismissed, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } text)
            return new FailedResult.Unknown();
        return (text.NeedsAHand || evenDismissed) && await outbox.SendAgainAsync(id, by, cancellation) is not null
            ? new FailedResult.Done(await FindAsync(id, cancellation) ?? text)
            : await MeanwhileAsync(id, cancellation);
    }

    /// <summary>Says that nothing more is to be done about it.</summary>
    public async Task<FailedResult> DismissAsync(string id, Author by, CancellationToken cancellation)
    {
        var dismissed = await store.ReviseAsync<Message>(id, text => text.Dismiss(by.Name, clock.Now), cancellation);
        if (dismissed.Document is not { } message)
            return new FailedResult.Unknown();
        if (!dismissed.Changed)
            return await MeanwhileAsync(id, cancellation);
        if (message.TicketId is { } ticket)
            await events.TicketChangedAsync(ticket, cancellation);
        return new FailedResult.Done(message);
    }

    private async Task<FailedResult> MeanwhileAsync(string id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } now)
            return new FailedResult.Unknown();
        return new FailedResult.Meanwhile(now, now.ResentAs is { } again ? await FindAsync(again, cancellation) : null);
    }
}
