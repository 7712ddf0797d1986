using Microsoft.Extensions.Logging;
using SupportDesk.Consents;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Messages;

/// <summary>Notes what providers report about texts that left.</summary>
public sealed class ReportDesk(IDocumentStore store, ConsentDesk consents, IDeskEvents events, NumberWatch watch, DeskClock clock, ILogger<ReportDesk> log)
{
    /// <summary>False when the report names no text that is known here.</summary>
    public async Task<bool> NoteAsync(string gateway, DeliveryReport report, CancellationToken cancellation)
    {
        DeskMetrics.Reports.Add(1, new("gateway", gateway), new("state", report.State.ToString()));
        if (await FindIdAsync(gateway, report, cancellation) is not { } id)
        {
            log.ReportWithoutMessage(gateway);
            return false;
        }

        var noted = await store.ReviseAsync<Message>(id, message => message.Report(report, clock.Now, gateway), cancellation);
        if (noted.Document is { } reported)
            watch.Reported(reported.SupportNumber);
        if (noted is { Changed: true, Document.TicketId: { } ticket })
            await events.TicketChangedAsync(ticket, cancellation);
        if (report.OptedOut && noted.Document is { } message)
            await consents.LearnAsync(message, report.Reason, cancellation);
        return true;
    }

    /// <summary>Our reference first: it is known even while the send is still waiting for its answer.</summary>
    private async Task<string?> FindIdAsync(string gateway, DeliveryReport report, CancellationToken cancellation)
    {
        if (report.Reference is { } reference && await store.FindAsync<Message>(reference, cancellation) is { IsInbound: false } referenced && referenced.LeavesBy(gateway))
            return reference;
        if (report.ProviderId is not { } providerId)
            return null;
        var sent = await store.QueryAsync(Query<Message>.Under(MessageIndexes.ByProviderId, gateway, providerId).Take(1), cancellation);
        return sent is [var message] ? message.Id : null;
    }
}
