using SupportDesk.Agents;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tickets;

namespace SupportDesk.Consents;

/// <summary>Knows who has opted out of which support number, and notes every change.</summary>
public sealed class ConsentDesk(IDocumentStore store, Keywords keywords, IDeskEvents events, DeskClock clock)
{
    /// <summary>So many of a conversation's newest tickets are announced when its consent changes; open pages of older ones show it at their next change.</summary>
    private const int Announced = 20;

    /// <summary>Of a word that only the provider knows as one, the ledger keeps so much.</summary>
    private const int LongestWord = 32;

    public Task<Consent?> FindAsync(string id, CancellationToken cancellation) => store.FindAsync<Consent>(id, cancellation);

    public Task<Consent?> FindAsync(string supportNumber, string customerNumber, CancellationToken cancellation) =>
        FindAsync(Consent.IdOf(supportNumber, customerNumber), cancellation);

    /// <summary>Why this text must not be sent now, in words; null when it may.</summary>
    public async Task<string?> WhyNotAsync(Message text, CancellationToken cancellation) =>
        (await FindAsync(text.SupportNumber, text.CustomerNumber, cancellation))?.WhyNot(text);

    /// <summary>True when a text may have to be filed as a keyword.</summary>
    public bool MayBeKeyword(Message text) => text.CarrierKeyword is not null || keywords.Read(text.Text) is not null;

    /// <summary>The keyword that a text is; null when it is a text like any other. What its provider took it for, and acted on, counts before our own list.</summary>
    public async Task<SpokenWord?> KeywordAsync(Message text, CancellationToken cancellation)
    {
        if (text.CarrierKeyword is { } known)
            return new(known, string.Concat(text.Text.EnumerateRunes().Take(LongestWord)));
        if (keywords.Read(text.Text) is not { } word)
            return null;
        if (word.Keyword is not Keyword.Yes)
            return word;
        var consent = await FindAsync(text.SupportNumber, text.CustomerNumber, cancellation);
        return consent is { IsOptedOut: true } || consent?.ChangedBy(text.Id) is true ? word : null;
    }

    /// <summary>Notes what a customer's keyword asks for. False when it changed nothing; the same text says the same however often it is filed.</summary>
    public async Task<bool> HearAsync(Message text, SpokenWord word, string ticketId, CancellationToken cancellation)
    {
        var change = new ConsentChange(word.Keyword is Keyword.OptOut, text.At, ConsentMeans.Keyword, word.Word) { MessageId = text.Id, TicketId = ticketId };
        var consent = await NoteAsync(text.SupportNumber, text.CustomerNumber, known => known.Note(change), cancellation);
        return consent.ChangedBy(text.Id);
    }

    /// <summary>A provider would not send a text, or did not deliver it, because the customer has opted out there.</summary>
    public Task LearnAsync(Message text, string? words, CancellationToken cancellation)
    {
        var change = new ConsentChange(true, clock.Now, ConsentMeans.Provider, words ?? "") { MessageId = text.Id, TicketId = text.TicketId };
        var left = text.Changes.LastOrDefault(step => step.State is MessageState.Sending)?.At ?? text.At;
        return NoteAsync(text.SupportNumber, text.CustomerNumber, known => known.Learn(change, left), cancellation);
    }

    /// <summary>An agent notes that a customer wants no more texts.</summary>
    public Task<Consent> OptOutAsync(string supportNumber, string customerNumber, string note, Author by, string? ticketId, CancellationToken cancellation) =>
        NoteAsync(supportNumber, customerNumber, known => known.Note(ByHand(true, note, by, ticketId)), cancellation);

    /// <summary>An agent notes that a customer agreed to get texts again. The consent stays opted out when something happened since the agent looked.</summary>
    /// <param name="id">The consent.</param>
    /// <param name="seen">The time of the change that the agent saw.</param>
    /// <param name="note">How the customer agreed.</param>
    /// <param name="by">The agent.</param>
    /// <param name="ticketId">The ticket that the agent came from.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Consent?> OptInAsync(string id, DateTimeOffset seen, string note, Author by, string? ticketId, CancellationToken cancellation)
    {
        var revised = await store.ReviseAsync<Consent>(id, known => known.OptIn(ByHand(false, note, by, ticketId), seen), cancellation);
        if (revised is { Changed: true, Document: { } consent })
            await AnnounceAsync(consent, cancellation);
        return revised.Document;
    }

    private ConsentChange ByHand(bool optedOut, string note, Author by, string? ticketId) =>
        new(optedOut, clock.Stamp(), ConsentMeans.Agent, note) { By = by, TicketId = ticketId };

    private async Task<Consent> NoteAsync(string supportNumber, string customerNumber, Func<Consent, Consent> verb, CancellationToken cancellation)
    {
        var first = verb(Consent.Of(supportNumber, customerNumber));
        if (await store.InsertAsync(first, cancellation))
        {
            await AnnounceAsync(first, cancellation);
            return first;
        }

        var revised = await store.ReviseAsync(first.Id, verb, cancellation);
        if (revised.Changed)
            await AnnounceAsync(revised.Document!, cancellation);
        return revised.Document!;
    }

    private async Task AnnounceAsync(Consent consent, CancellationToken cancellation)
    {
        var tickets = Query<Ticket>.Under(TicketIndexes.ByConversation, consent.CustomerNumber, consent.SupportNumber).NewestFirst().Take(Announced);
        foreach (var ticket in await store.QueryAsync(tickets, cancellation))
            await events.TicketChangedAsync(ticket.Id, cancellation);
    }
}
