using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SupportDesk.Automation;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Nodes;
using SupportDesk.Storage;

namespace SupportDesk.Tickets;

/// <summary>
/// Puts stored texts on their tickets. A text that waits is in the store, so a pass after a crash goes on where the last one died,
/// and every step may be done twice.
/// </summary>
public sealed class Filing(
    IDocumentStore store, Routing routing, AutomaticAnswers automatic, ConsentDesk consents, KeywordAnswers answers, IDeskEvents events, ThisNode node, DeskClock clock, ILogger<Filing> log)
{
    private const int Batch = 500;

    /// <summary>Conversations that are filed at once: enough for their writes to share commits, few enough to leave the processor to the webhooks.</summary>
    private const int Parallelism = 8;

    /// <summary>Texts of one conversation that are saved at once; a flood from one customer must not crowd out the others' webhooks.</summary>
    private const int SavesTogether = 12;

    /// <summary>Files every text that waits, the oldest first. One that cannot be filed holds up no other customer; the next pass tries it again.</summary>
    public async Task FileWaitingAsync(CancellationToken cancellation)
    {
        // Conversations with texts that still wait: what comes behind these waits too.
        var passedOver = new ConcurrentDictionary<(string Customer, string Support), bool>();
        var query = new Query<Message>(MessageIndexes.Unfiled).Take(Batch).PassingOverUnreadable();
        // A text may be stored behind one with a later stamp. So the next pages show nothing that came during this pass: there may be an earlier one
        // of the same customer, which the page before did not show yet. It rang, and the next pass files both.
        var until = IndexKey.Of(IndexKey.Time(clock.Now.AddTicks(1)));
        IReadOnlyList<Message> waiting;
        do
        {
            waiting = await store.QueryAsync(query, cancellation);
            await Parallel.ForEachAsync(
                waiting.GroupBy(text => (text.CustomerNumber, text.SupportNumber)),
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation },
                async (conversation, token) =>
                {
                    if (passedOver.ContainsKey(conversation.Key) || !IsOurs(conversation) || !await TryFileAsync([.. conversation], token))
                        passedOver[conversation.Key] = true;
                });
            query = waiting.Count == 0 ? query : query.After(MessageIndexes.Unfiled.KeyOf(waiting[^1])!) with { Below = until };
        }
        while (waiting.Count > 0);
    }

    /// <summary>A conversation is left to another node while it has all of its waiting texts in its hands.</summary>
    private bool IsOurs(IEnumerable<Message> texts) => texts.Any(text => !node.LeavesToAnother(text, text.At, clock.Now));

    /// <summary>False when some of them still wait.</summary>
    private async Task<bool> TryFileAsync(IReadOnlyList<Message> texts, CancellationToken cancellation)
    {
        try
        {
            await FileAsync(await UnfiledAsync(texts, cancellation), cancellation);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.FilingFailed(error, texts[0].Id);
            return false;
        }
    }

    /// <summary>Without those that another node filed since they were read; a ticket may have forgotten them already.</summary>
    private async Task<IReadOnlyList<Message>> UnfiledAsync(IReadOnlyList<Message> texts, CancellationToken cancellation)
    {
        var (unfiled, now) = (new List<Message>(texts.Count), clock.Now);
        foreach (var text in texts)
        {
            var present = node.LeavesToUs(text, text.At, now) ? text : await store.FindAsync<Message>(text.Id, cancellation);
            if (present is { TicketId: null })
                unfiled.Add(present);
        }

        return unfiled;
    }

    /// <summary>Files texts of one conversation in their order; neighbours on the same ticket cost one save of it.</summary>
    private async Task FileAsync(IReadOnlyList<Message> texts, CancellationToken cancellation)
    {
        for (var at = 0; at < texts.Count;)
        {
            if (await consents.KeywordAsync(texts[at], cancellation) is { } word)
            {
                await FileKeywordAsync(texts[at++], word, texts, cancellation);
                continue;
            }

            var ticket = await routing.TicketForAsync(texts[at], cancellation);
            var together = 1 + texts.Skip(at + 1).TakeWhile(text => Routing.StaysOn(ticket, text) && !consents.MayBeKeyword(text)).Count();
            var run = texts.Skip(at).Take(together).ToList();
            ticket = await FileOnAsync(ticket, run, (state, text) => state.Receive(text), texts, cancellation);
            await FinishAsync(ticket, await automatic.AnswerAsync(ticket, run, cancellation), cancellation);
            at += together;
        }
    }

    /// <summary>STOP and START ask for no agent. HELP does: the answer to it stands in for the confirmation.</summary>
    private async Task FileKeywordAsync(Message text, SpokenWord word, IReadOnlyList<Message> waiting, CancellationToken cancellation)
    {
        var help = word.Keyword is Keyword.Help;
        var ticket = await (help ? routing.TicketForAsync(text, cancellation) : routing.QuietTicketForAsync(text, cancellation));
        var answered = help ? await consents.WhyNotAsync(text, cancellation) is null : await consents.HearAsync(text, word, ticket.Id, cancellation);
        ticket = await FileOnAsync(ticket, [text], (state, received) => help ? state.Receive(received) : state.ReceiveQuietly(received), waiting, cancellation);
        var unanswered = answered ? await answers.AnswerAsync(ticket, text, word, cancellation) : null;
        await FinishAsync(ticket, [text with { Unanswered = unanswered }], cancellation);
    }

    private async Task<Ticket> FileOnAsync(Ticket ticket, List<Message> texts, Func<Ticket, Message, Ticket> receive, IReadOnlyList<Message> waiting, CancellationToken cancellation)
    {
        var revised = await store.ReviseAsync(ticket, current => texts.Aggregate(current.Forget(waiting), receive), cancellation);
        return revised.Document ?? ticket;
    }

    /// <summary>Last of all the texts say themselves which ticket they are on, and why the desk left them without an answer.</summary>
    private async Task FinishAsync(Ticket ticket, List<Message> texts, CancellationToken cancellation)
    {
        foreach (var together in texts.Chunk(SavesTogether))
            await Task.WhenAll(together.Select(text => store.ReviseAsync(text, unfiled => unfiled.FileOn(ticket.Id, ticket.PlaceOf(unfiled), text.Unanswered), cancellation)));
        DeskMetrics.FilingDelay.Record((clock.Now - texts[0].At).TotalSeconds);
        await events.TicketChangedAsync(ticket.Id, cancellation);
    }
}
