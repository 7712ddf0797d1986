using Microsoft.Extensions.Options;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Tickets;

/// <summary>Decides whether a customer is answered by the machine, so that two machines never keep each other busy.</summary>
public sealed class AutomaticReplies(IDocumentStore store, ConsentDesk consents, SupportNumbers numbers, IOptions<DeskOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Null when a new ticket is confirmed; else why not, in words for the log.</summary>
    public async Task<string?> WhyNotAsync(Ticket ticket, CancellationToken cancellation)
    {
        if (numbers.For(ticket.SupportNumber).Confirmation.Length == 0)
            return "none is configured";
        return await consents.FindAsync(ticket.SupportNumber, ticket.CustomerNumber, cancellation) is { IsOptedOut: true }
            ? "the customer has opted out"
            : await WhyNeverAsync(ticket, ticket.OpenedAt, cancellation);
    }

    /// <summary>Null when the machine may answer a text of the ticket's customer that came at that time, whatever it says.</summary>
    public async Task<string?> WhyNeverAsync(Ticket ticket, DateTimeOffset at, CancellationToken cancellation)
    {
        if (!Originator.Stored(ticket.CustomerNumber).CanBeAnswered)
            return "the sender cannot be answered";
        if (numbers.IsOurs(ticket.CustomerNumber))
            return "the sender is one of our own numbers";
        return await AnsweredLatelyAsync(ticket, at, cancellation) >= options.Value.AutomaticRepliesPerHour
            ? "the sender has had its share of automatic answers for this hour"
            : null;
    }

    private Task<int> AnsweredLatelyAsync(Ticket ticket, DateTimeOffset at, CancellationToken cancellation)
    {
        var lately = Query<Message>.Under(MessageIndexes.Automatic, ticket.CustomerNumber, ticket.SupportNumber) with
        {
            Above = IndexKey.Of(ticket.CustomerNumber, ticket.SupportNumber, IndexKey.Time(at - Window)),
        };
        return store.CountAsync(lately.Take(options.Value.AutomaticRepliesPerHour + 1), cancellation);
    }
}
