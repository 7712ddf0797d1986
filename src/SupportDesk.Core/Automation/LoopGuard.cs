using Microsoft.Extensions.Options;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Automation;

/// <summary>Notices when it is a machine that texts, so that two of them never keep each other busy.</summary>
public sealed class LoopGuard(IDocumentStore store, IOptions<DeskOptions> options)
{
    /// <summary>So many of the ticket's newest texts are looked at.</summary>
    private const int Remembered = 50;

    /// <summary>An answer of ours that is shorter says nothing when it is found in the middle of a text.</summary>
    private const int ShortestEcho = 12;

    private readonly IReadOnlyList<TextWords> phrases = [.. ConsentOptions.Words(options.Value.MachinePhrases).Select(TextWords.Of)];

    /// <summary>Null when it seems to be a person. <paramref name="before"/> came just before it and are not stored on the ticket yet.</summary>
    public async Task<Withheld?> WhyNotAsync(Ticket ticket, Message text, IReadOnlyList<Message> before, CancellationToken cancellation)
    {
        var words = TextWords.Of(text.Text);
        // Who opens a ticket may write of an automatic message; a machine begins with it.
        var isFirst = text.Id == ticket.OpenedBy;
        if (phrases.Any(phrase => words.PlaceOf(phrase) is var place && (isFirst ? place == 0 : place >= 0)))
            return Withheld.SoundsAutomatic;
        if (options.Value.RepeatWindow == TimeSpan.Zero || words.Count == 0 || isFirst)
            return null;
        var (plain, lately) = (words.Plain, await LatelyAsync(ticket, text, before, cancellation));
        if (lately.Any(earlier => earlier.IsInbound && TextWords.Of(earlier.Text).Plain == plain))
            return Withheld.Repeated;
        return lately.Any(earlier => earlier is { IsInbound: false, AgentId: null } && Repeats(words, TextWords.Of(earlier.Text))) ? Withheld.Echo : null;
    }

    private static bool Repeats(TextWords words, TextWords ours) => ours.Plain.Length >= ShortestEcho && words.PlaceOf(ours) >= 0;

    private async Task<IEnumerable<Message>> LatelyAsync(Ticket ticket, Message text, IReadOnlyList<Message> before, CancellationToken cancellation)
    {
        var since = text.At - options.Value.RepeatWindow;
        var lately = Query<Message>.Under(MessageIndexes.Timeline, ticket.Id) with { Above = IndexKey.Of(ticket.Id, IndexKey.Time(since)) };
        var stored = await store.QueryAsync(lately.NewestFirst().Take(Remembered), cancellation);
        return stored.Concat(before.TakeLast(Remembered).Where(earlier => earlier.At > since)).Where(earlier => earlier.Id != text.Id);
    }
}
