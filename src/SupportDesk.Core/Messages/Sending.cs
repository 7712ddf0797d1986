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

    private readonly Underway underway = new(options.Value.Parallel, wakeUp);

    /// <summary>
    /// One pass: starts to send every support number's due texts, in each conversation's order, no faster than the number's rate.
    /// It does not wait for the providers' answers.
    /// </summary>
    /// <exception cref="Exception">What ended a sending that this pass or the one before had started; the others were started all the same.</exception>
    public async Task SendDueAsync(CancellationToken cancellation)
    {
        var all = new Query<Message>(MessageIndexes.Due).Take(1).PassingOverUnreadable();
        for (var next = all; await store.QueryAsync(next, cancellation) is [var due]; next = all with { Above = IndexKey.After(due.SupportNumber) })
            await TrySendNumberAsync(due.SupportNumber, cancellation);
        underway.ThrowFailure();
    }

    /// <summary>Until all that is being sent has its answer.</summary>
    /// <exception cref="Exception">What ended a sending.</exception>
    public Task FinishAsync() => underway.FinishAsync();

    public void Dispose() => underway.Dispose();

    /// <summary>A number whose settings cannot be read holds up no other.</summary>
    private async Task TrySendNumberAsync(string number, CancellationToken cancellation)
    {
        try
        {
            await SendNumberAsync(numbers.For(number), cancellation);
        }
        catch (StoreUnavailableException error)
        {
            underway.Note(error);
        }
    }

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
                await underway.StartAsync((number.Number, text.CustomerNumber), () => SendConversationAsync(text, cancellation), cancellation);

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
        try
        {
            return await store.SaveAsync(leaving.Claim(clock.Now, options.Value.Lease), cancellation);
        }
        catch (ConflictException)
        {
            return null;
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
        if (result is SendResult.Accepted)
            watch.WentOut(text.SupportNumber);
        if (result is SendResult.Accepted)
            log.Sent(text.Id, text.Gateway, name);
        else
            log.NotSent(text.Id, text.Gateway, name);
    }

    private static bool IsDone(Message? text) => text?.DueAt is null;

    private async Task<Message?> SettleAsync(Message text, Func<Message, Message> verb, CancellationToken cancellation)
    {
        var settled = await store.ReviseAsync(text, verb, cancellation);
        await events.TextChangedAsync(text, cancellation);
        return settled.Document;
    }
}
