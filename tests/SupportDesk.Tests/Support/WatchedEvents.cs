using SupportDesk.Gateways.Simulator;

namespace SupportDesk.Tests.Support;

/// <summary>Lets a test wait until something is true, looking again whenever the desk says that something changed: no sleeping.</summary>
internal sealed class WatchedEvents(IDeskEvents? inner = null, IPhoneEvents? phones = null) : IDeskEvents, IPhoneEvents
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(30);

    private TaskCompletionSource next = New();

    public async Task TicketChangedAsync(string ticketId, CancellationToken cancellation)
    {
        await (inner?.TicketChangedAsync(ticketId, cancellation) ?? Task.CompletedTask);
        Interlocked.Exchange(ref next, New()).SetResult();
    }

    public async Task PhoneChangedAsync(string? number, CancellationToken cancellation)
    {
        await (phones?.PhoneChangedAsync(number, cancellation) ?? Task.CompletedTask);
        Interlocked.Exchange(ref next, New()).SetResult();
    }

    public async Task<T> UntilAsync<T>(Func<Task<T>> look, Predicate<T> enough)
    {
        using var giveUp = new CancellationTokenSource(GiveUp);
        while (true)
        {
            var change = Volatile.Read(ref next).Task;
            var seen = await look();
            if (enough(seen))
                return seen;
            await change.WaitAsync(giveUp.Token);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
