using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportDesk.Messages;
using SupportDesk.Storage;

namespace SupportDesk.Web.Hosting;

/// <summary>Red while a text could not be made durable.</summary>
internal sealed class StoreHealth(IDocumentStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.CheckWritableAsync(cancellationToken);
            return HealthCheckResult.Healthy("Writable.");
        }
        catch (StoreUnavailableException error)
        {
            return HealthCheckResult.Unhealthy(error.Message);
        }
    }
}

/// <summary>Red while texts wait much longer than they should: for their ticket, or for the outbox.</summary>
internal sealed class QueueHealth(IDocumentStore store, DeskClock clock) : IHealthCheck
{
    private static readonly TimeSpan LongestFiling = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestOverdue = TimeSpan.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var filing = await AgeAsync(MessageIndexes.Unfiled, text => text.At, cancellationToken);
            var outbox = await AgeAsync(MessageIndexes.Due, text => text.DueAt!.Value, cancellationToken);
            var words = $"{(filing is null ? "No text waits for its ticket." : $"Oldest text without a ticket: {filing.Value.TotalSeconds:0} s.")} Longest overdue in the outbox: {outbox.GetValueOrDefault().TotalSeconds:0} s.";
            return filing > LongestFiling || outbox > LongestOverdue ? HealthCheckResult.Unhealthy(words) : HealthCheckResult.Healthy(words);
        }
        catch (StoreUnavailableException error)
        {
            return HealthCheckResult.Unhealthy(error.Message);
        }
    }

    /// <summary>Null when nothing is in the queue.</summary>
    private async Task<TimeSpan?> AgeAsync(DocumentIndex<Message> index, Func<Message, DateTimeOffset> since, CancellationToken cancellation)
    {
        var oldest = await store.QueryAsync(new Query<Message>(index).Take(1), cancellation);
        return oldest is [var text] ? clock.Now - since(text) is var age && age > TimeSpan.Zero ? age : TimeSpan.Zero : null;
    }
}
