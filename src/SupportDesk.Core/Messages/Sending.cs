using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportDesk.Consents;
using SupportDesk.Nodes;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

/// <summary>Sends the texts of the <see cref="Outbox"/> that are due. All that is kept here is what is being sent.</summary>
public sealed class Sending(
    IDocumentStore store,
    WaysOut ways,
    SupportNumbers numbers,
    ConsentDesk consents,
    OutgoingMedia media,
    IDeskEvents events,
    SendPace pace,
    NumberWatch watch,
    WakeUp<Outbox> wakeUp,
    ThisNode node,
    DeskClock clock,
    IOptions<OutboxOptions> options,
    ILogger<Sending> log) : IDisposable
{
    private const int Batch = 100;

    /// <summary>By support number.</summary>
    private readonly ConcurrentDictionary<string, Underway> underway = new(StringComparer.Ordinal);

    private ExceptionDispatchInfo? failure;

    /// <summary>
    /// Starts a pass for every support number that has something due: it sends in each conversation's order, no faster than the number's rate. Neither this nor
    /// the passes wait for the providers' answers, and no number waits for another.
    /// </summary>
    /// <exception cref="Exception">What ended a pass or a sending since the last call; the others go on all the same.</exception>
    public async Task SendDueAsync(CancellationToken cancellation)
    {
        await foreach (var number in store.NumbersInOutboxAsync(new Query<Message>(MessageIndexes.Due).PassingOverUnreadable(), cancellation))
            Of(number).Look(() => SendNumberAsync(numbers.For(number), cancellation), cancellation);
        ThrowFailure();
    }

    /// <summary>Until all that is being sent has its answer.</summary>
    /// <exception cref="Exception">What ended a pass or a sending.</exception>
    public async Task FinishAsync()
    {
        await Task.WhenAll(underway.Values.Select(number => number.FinishAsync()));
        ThrowFailure();
    }

    public void Dispose()
    {
        foreach (var number in underway.Values)
            number.Dispose();
    }

    private Underway Of(string number) => underway.GetOrAdd(number, _ => new(options.Value.Parallel, wakeUp, error => failure = ExceptionDispatchInfo.Capture(error)));

    /// <summary>One failure speaks for all that came before it was asked for: a store that is full fails them all alike.</summary>
    private void ThrowFailure() => Interlocked.Exchange(ref failure, null)?.Throw();

    private async Task SendNumberAsync(SupportNumber number, CancellationToken cancellation)
    {
        if (!pace.TryRead(number.Number))
            return;
        var due = Query<Message>.Under(MessageIndexes.Due, number.Number).Take(Batch).PassingOverUnreadable() with { Below = IndexKey.Of(number.Number, IndexKey.Time(clock.Now.AddTicks(1))) };
        IReadOnlyList<Message> texts;
        do
        {
            texts = await store.QueryAsync(due, cancellation);

            // Once nothing more may leave, only claims whose lease has ended are worth a look.
            var worth = texts.Where(text =>
                (text.State is MessageState.Sending || (pace.Allows(number.Number) && !ways.MustWait(text, number))) && !node.LeavesToAnother(text, text.DueAt!.Value, clock.Now));
            foreach (var text in worth.DistinctBy(text => text.CustomerNumber))
                await Of(number.Number).StartAsync(text.CustomerNumber, () => SendConversationAsync(text, cancellation), cancellation);

            // Texts that wait behind an earlier one of their conversation stay due; the next page lies behind them.
            due = texts.Count == 0 ? due : due.After(MessageIndexes.Due.KeyOf(texts[^1])!);
        }
        while (texts.Count == Batch && pace.Allows(number.Number));
    }

    private async Task SendConversationAsync(Message any, CancellationToken cancellation)
    {
        var unsent = await store.QueryAsync(Query<Message>.Under(MessageIndexes.Unsent, any.CustomerNumber, any.SupportNumber).Take(Batch).PassingOverUnreadable(), cancellation);
        foreach (var text in unsent)
        {
            if (text.DueAt > clock.Now || !await SendOneAsync(text, cancellation))
                return;
        }
    }

    /// <summary>False when the texts behind this one must wait.</summary>
    private async Task<bool> SendOneAsync(Message text, CancellationToken cancellation)
    {
        if (text.State is MessageState.Sending)
            return IsDone(await SettleAsync(text, lost => lost.LoseTrack(clock.Now), cancellation));
        var number = numbers.For(text.SupportNumber, text.Gateway);
        if (cancellation.IsCancellationRequested || await PostponeAsync(text, number, cancellation))
            return false;
        using var way = ways.TryEnter(text, number);
        if (way is null || !pace.TryTake(text.SupportNumber, number.SendsPerSecond / node.Nodes))
            return false;
        var leaving = text.LeaveBy(way.Gateway, ways.WhyNot(text.Gateway));
        if ((await consents.WhyNotAsync(text, cancellation) ?? media.WhyNot(leaving)) is { } reason)
            return await HoldBackAsync(text, reason, cancellation);
        var outbound = media.Outbound(leaving);
        return await ClaimAsync(leaving, cancellation) is { } claimed && await SendAsync(claimed, outbound, number, way, cancellation);
    }

    /// <summary>True when no gateway is asked for it now: it is due again when one is.</summary>
    private async Task<bool> PostponeAsync(Message text, SupportNumber number, CancellationToken cancellation)
    {
        if (ways.ClosedFor(text, number) is not { } closed || closed.Wait <= TimeSpan.Zero)
            return false;
        if (clock.Now - text.At >= options.Value.GiveUpAfter)
            return await HoldBackAsync(text, $"Given up after it had waited too long. {closed.Reason}", cancellation);
        await SettleAsync(text, queued => queued.Postpone(clock.Now + closed.Wait, closed.Reason), cancellation);
        return true;
    }

    /// <summary>Null when somebody else was faster. By which gateway it leaves is stored with the claim, so that whatever dies now, its report is known and nobody else is asked.</summary>
    private async Task<Message?> ClaimAsync(Message leaving, CancellationToken cancellation)
    {
        var claim = leaving.Claim(clock.Now, options.Value.Lease);
        try
        {
            return await store.SaveAsync(claim, cancellation);
        }
        catch (ConflictException)
        {
            return null;
        }
        catch (StoreUnavailableException)
        {
            await TryUnclaimAsync(claim, leaving);
            throw;
        }
    }

    /// <summary>A claim may be there although the store could not say so. Left alone it would become Unconfirmed, though nobody was asked.</summary>
    private async Task TryUnclaimAsync(Message claim, Message before)
    {
        try
        {
            await store.ReviseAsync<Message>(claim.Id, stored => stored.Unclaim(claim, before), CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // Whoever looks when its lease has ended sees what the store then says.
        }
    }

    /// <summary>From here on the text may be on the wire: what became of it is noted even while the desk stops.</summary>
    private async Task<bool> SendAsync(Message text, OutboundText outbound, SupportNumber number, WayOut way, CancellationToken cancellation)
    {
        var result = await way.SendAsync(outbound);
        Note(text, result);
        if (result is SendResult.Refused { OptedOut: true } refused)
            await consents.LearnAsync(text, refused.Reason, CancellationToken.None);
        var (next, wait) = result is SendResult.TryLater later ? ways.After(text, number, later) : (null, null);
        var settled = await SettleAsync(text, sent => sent.After(result, wait, clock.Now, next), CancellationToken.None);
        return wait == TimeSpan.Zero && settled is { State: MessageState.Queued } ? await SendOneAsync(settled, cancellation) : IsDone(settled);
    }

    private async Task<bool> HoldBackAsync(Message text, string reason, CancellationToken cancellation)
    {
        log.HeldBack(text.Id);
        return IsDone(await SettleAsync(text, queued => queued.HoldBack(reason, clock.Now), cancellation));
    }

    private void Note(Message text, SendResult result)
    {
        var name = result.GetType().Name;
        DeskMetrics.Sends.Add(1, new("gateway", text.Gateway), new("result", name));
        if (text.Detour is { } detour)
            DeskMetrics.Detours.Add(1, new("gateway", text.Gateway), new("from", detour.Gateway));
        if (result is not SendResult.Accepted)
        {
            log.NotSent(text.Id, text.Gateway, name);
            return;
        }

        watch.WentOut(text.SupportNumber);
        log.Sent(text.Id, text.Gateway, name);
    }

    private static bool IsDone(Message? text) => text?.DueAt is null;

    private async Task<Message?> SettleAsync(Message text, Func<Message, Message> verb, CancellationToken cancellation)
    {
        var settled = await store.ReviseAsync(text, verb, cancellation);
        await events.TextChangedAsync(text, cancellation);
        return settled.Document;
    }
}
