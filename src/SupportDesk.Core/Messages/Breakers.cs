using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportDesk.Exchanges;

namespace SupportDesk.Messages;

/// <summary>A circuit breaker for each gateway, as this process knows them.</summary>
public sealed class Breakers(TimeProvider time, IOptions<OutboxOptions> options, ILogger<Breakers> log)
{
    private readonly ConcurrentDictionary<string, CircuitBreaker> all = new(StringComparer.Ordinal);

    /// <summary>Null while the gateway may be asked.</summary>
    public Outage? OutageOf(string gateway) => Of(gateway).Outage;

    public Passage? TryEnter(string gateway) => Of(gateway).TryEnter();

    /// <summary>What came of asking. A refusal is an answer; a send that nobody knows the end of is trouble too, though its text does not move.</summary>
    public void Note(string gateway, Passage passage, SendResult result)
    {
        var trouble = result switch
        {
            SendResult.TryLater later => Redaction.Words(later.Reason),
            SendResult.Uncertain uncertain => Redaction.Words(uncertain.Reason),
            _ => null,
        };
        var retryAfter = (result as SendResult.TryLater)?.RetryAfter;
        if (trouble is null && passage.Answered())
        {
            DeskMetrics.OpenBreakers.Record(0, new KeyValuePair<string, object?>("gateway", gateway));
            log.BreakerClosed(gateway);
        }
        else if (trouble is not null && passage.Troubled(trouble, retryAfter))
        {
            DeskMetrics.OpenBreakers.Record(1, new KeyValuePair<string, object?>("gateway", gateway));
            log.BreakerOpened(gateway, RetrySchedule.AtLeast(options.Value.FirstBreak, retryAfter));
        }
    }

    private CircuitBreaker Of(string gateway) => all.GetOrAdd(gateway, _ => new(options.Value, time));
}
