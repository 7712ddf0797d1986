using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Web.Features.Webhooks;

/// <summary>Limits calls of which nobody can tell who sent them, per address. Verified ones do not count.</summary>
internal sealed class UnverifiedLimit(IOptions<WebOptions> options) : IDisposable
{
    private const int BurstSeconds = 10;

    private readonly PartitionedRateLimiter<IPAddress> limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new()
        {
            TokenLimit = options.Value.UnverifiedWebhooksPerSecond * BurstSeconds,
            TokensPerPeriod = options.Value.UnverifiedWebhooksPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    public bool Allows(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(CallerNetwork.Of(address));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
