using SupportDesk.Agents;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

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
    private static readonly Query<Message> All = Query<Message>.Under(MessageIndexes.Failed, "failed");

    /// <summary>Newest first.</summary>
    public Task<Page<Message>> PageAsync(string? after, CancellationToken cancellation) => store.PageAsync(All.NewestFirst(), after, cancellation);

    public Task<int> CountAsync(CancellationToken cancellation) => store.CountedAsync(All, cancellation);

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
        await events.TextChangedAsync(message, cancellation);
        return new FailedResult.Done(message);
    }

    private async Task<FailedResult> MeanwhileAsync(string id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } now)
            return new FailedResult.Unknown();
        return new FailedResult.Meanwhile(now, now.ResentAs is { } again ? await FindAsync(again, cancellation) : null);
    }
}
