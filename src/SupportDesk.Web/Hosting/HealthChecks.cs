using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;

namespace SupportDesk.Web.Hosting;

/// <summary>Red while a text could not be made durable. Anybody may ask, and the reason may name paths and servers: only the log has it.</summary>
internal sealed class StoreHealth(IDocumentStore store) : IHealthCheck
{
    private readonly Lock gate = new();
    private Task proof = Task.CompletedTask;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await ProveAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy("Writable.");
        }
        catch (StoreUnavailableException error)
        {
            return HealthCheckResult.Unhealthy("The store cannot be written. The log says why.", error);
        }
    }

    /// <summary>Each proof is a write: however many ask at once, one is under way.</summary>
    private Task ProveAsync()
    {
        lock (gate)
            return proof = proof.IsCompleted ? store.CheckWritableAsync(CancellationToken.None) : proof;
    }
}

/// <summary>Red until it was read what administrators stored about numbers and carriers: providers are told to come again until then.</summary>
internal sealed class SettingsHealth(SupportNumbers numbers, Messages.Gateways gateways, WakeUp<NumberDesk> wakeUp) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (numbers.AreRead && gateways.AreRead)
            return Task.FromResult(HealthCheckResult.Healthy("Read."));
        wakeUp.Ring();
        return Task.FromResult(HealthCheckResult.Unhealthy("The stored numbers and carriers could not be read yet."));
    }
}

/// <summary>Red while texts wait much longer than they should: for their ticket, or for the outbox.</summary>
internal sealed class QueueHealth(IDocumentStore store, DeskClock clock) : IHealthCheck
{
    private const int Page = 100;

    private static readonly TimeSpan LongestFiling = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestOverdue = TimeSpan.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var filing = await FilingAsync(cancellationToken);
            var outbox = await OverdueAsync(cancellationToken);
            var words = $"{(filing is null ? "No text waits for its ticket." : $"Oldest text without a ticket: {filing.Value.TotalSeconds:0} s.")} Longest overdue in the outbox: {outbox.TotalSeconds:0} s.";
            return filing > LongestFiling || outbox > LongestOverdue ? HealthCheckResult.Unhealthy(words) : HealthCheckResult.Healthy(words);
        }
        catch (StoreUnavailableException error)
        {
            return HealthCheckResult.Unhealthy("The store cannot be read. The log says why.", error);
        }
    }

    /// <summary>Null when no text waits.</summary>
    private async Task<TimeSpan?> FilingAsync(CancellationToken cancellation) =>
        await store.QueryAsync(new Query<Message>(MessageIndexes.Unfiled).Take(1), cancellation) is [var oldest] ? Since(oldest.At) : null;

    /// <summary>The index is in the order of the support numbers first: each has an oldest text of its own.</summary>
    private async Task<TimeSpan> OverdueAsync(CancellationToken cancellation)
    {
        var longest = TimeSpan.Zero;
        await foreach (var number in store.NumbersInOutboxAsync(new Query<Message>(MessageIndexes.Due), cancellation))
            longest = await OverdueAsync(number, cancellation) is var overdue && overdue > longest ? overdue : longest;
        return longest;
    }

    /// <summary>A text that waits behind the next try of an earlier one of its conversation is as it should be.</summary>
    private async Task<TimeSpan> OverdueAsync(string number, CancellationToken cancellation)
    {
        var due = Query<Message>.Under(MessageIndexes.Due, number).Take(Page) with { Below = IndexKey.Of(number, IndexKey.Time(clock.Now)) };
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        while (await store.QueryAsync(due, cancellation) is [.., var last] texts)
        {
            foreach (var text in texts.Where(text => waiting.Add(text.CustomerNumber)))
            {
                var first = await store.QueryAsync(Query<Message>.Under(MessageIndexes.Unsent, text.CustomerNumber, number).Take(1), cancellation);
                if (first is [{ DueAt: { } at }] && at < clock.Now)
                    return Since(at);
            }

            due = due.After(MessageIndexes.Due.KeyOf(last)!);
        }

        return TimeSpan.Zero;
    }

    private TimeSpan Since(DateTimeOffset time) => clock.Now > time ? clock.Now - time : TimeSpan.Zero;
}
