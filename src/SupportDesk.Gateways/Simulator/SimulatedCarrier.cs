using SupportDesk.Messages;
using SupportDesk.Storage;

namespace SupportDesk.Gateways.Simulator;

/// <summary>
/// The carrier between the handsets and the desk. A text that it has taken is in the store until it is handed over, so a carrier that stopped goes on at the next start.
/// </summary>
public sealed class SimulatedCarrier
{
    /// <summary>Name of the gateway that sends by it.</summary>
    public const string Gateway = SimulatorGateway.GatewayName;

    /// <summary>How much later than the answer a report comes that is to be noticed as coming later.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(3);

    private const int MostLeft = 1000;

    private readonly IDocumentStore store;
    private readonly Handsets handsets;
    private readonly CarrierCalls calls;
    private readonly PendingWork pending;
    private readonly HeldTexts held;
    private readonly Lanes lanes = new();
    private readonly IPhoneEvents events;
    private readonly DeskClock clock;
    private readonly TimeProvider time;

    internal SimulatedCarrier(IDocumentStore store, Handsets handsets, CarrierCalls calls, PendingWork pending, IPhoneEvents events, DeskClock clock, TimeProvider time)
    {
        (this.store, this.handsets, this.calls, this.pending) = (store, handsets, calls, pending);
        (this.events, this.clock, this.time, held) = (events, clock, time, new(time));
    }

    public async Task<CarrierBehaviour> BehaviourAsync(CancellationToken cancellation) =>
        await store.FindAsync<CarrierBehaviour>(CarrierBehaviour.OnlyId, cancellation) ?? CarrierBehaviour.Good;

    /// <summary>From now on; what is on its way already goes on as it was.</summary>
    public async Task BehaveAsync(CarrierBehaviour behaviour, CancellationToken cancellation)
    {
        await store.InsertAsync(CarrierBehaviour.Good, cancellation);
        await store.ReviseAsync<CarrierBehaviour>(CarrierBehaviour.OnlyId, known => behaviour with { Version = known.Version }, cancellation);
        await events.PhoneChangedAsync(null, cancellation);
    }

    /// <summary>Takes a handset's text. Unless the carrier is to be slow, the desk has it when this returns.</summary>
    public async Task TextAsync(string handset, string to, string text, IReadOnlyList<PhonePicture> pictures, CancellationToken cancellation)
    {
        var behaviour = await BehaviourAsync(cancellation);
        var sent = new PhoneText { Id = Guid.NewGuid().ToString("N"), Handset = handset, Other = to, Direction = PhoneDirection.Sent, Text = text, At = clock.Stamp() };
        sent = await handsets.KeepAsync(sent, pictures, cancellation);
        var work = HandOver(sent, behaviour);
        if (behaviour is { DelaySeconds: 0, OutOfOrder: false })
            await work.WaitAsync(cancellation);
    }

    /// <summary>Takes one of the desk's texts, for a new handset when there is none of that number. Returns the carrier's id of it.</summary>
    internal async Task<string> TakeAsync(OutboundText text, IReadOnlyList<PhonePicture> pictures, CarrierBehaviour behaviour, CancellationToken cancellation)
    {
        await handsets.AddAsync(text.To, cancellation);
        var taken = new PhoneText { Id = Guid.NewGuid().ToString("N"), Handset = text.To, Other = text.From, Direction = PhoneDirection.Received, Text = text.Text, At = clock.Stamp(), Reference = text.Reference };
        taken = await handsets.KeepAsync(taken, pictures, cancellation);
        _ = HandOver(taken, behaviour);
        return taken.Id;
    }

    /// <summary>A picture that a handset sent, under the address that the desk was told; null when there is none.</summary>
    internal Task<PhoneFile?> PictureAsync(string address, CancellationToken cancellation) =>
        address.StartsWith(CarrierCalls.Pictures, StringComparison.Ordinal) ? handsets.PictureAsync(address[CarrierCalls.Pictures.Length..], cancellation) : Task.FromResult<PhoneFile?>(null);

    /// <summary>Goes on with what was on its way when the last process stopped; before anything new is on its way, so that nothing goes twice.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var behaviour = await BehaviourAsync(cancellation);
        foreach (var text in await store.QueryAsync(new Query<PhoneText>(PhoneText.OnItsWay).Take(MostLeft), cancellation))
            _ = HandOver(text, behaviour);
    }

    /// <summary>Lets go of what is on its way; the next start goes on with it.</summary>
    public Task StopAsync() => pending.StopAsync();

    /// <summary>In its lane, unless the order is to be wrong.</summary>
    private Task HandOver(PhoneText text, CarrierBehaviour behaviour)
    {
        Func<CancellationToken, Task> work = text.Direction is PhoneDirection.Sent
            ? token => HandToDeskAsync(text, behaviour, token)
            : token => HandToHandsetAsync(text, behaviour, token);
        return pending.Run(behaviour.OutOfOrder ? work : lanes.Behind($"{text.Direction} {text.Handset}", work));
    }

    /// <summary>Counted from when the text was sent, so that texts that wait in one lane do not wait one after the other.</summary>
    private Task DelayAsync(PhoneText text, CarrierBehaviour behaviour, CancellationToken cancellation)
    {
        var rest = text.At + behaviour.Delay - time.GetUtcNow();
        return rest > TimeSpan.Zero ? Task.Delay(rest, time, cancellation) : Task.CompletedTask;
    }

    private async Task HandToDeskAsync(PhoneText text, CarrierBehaviour behaviour, CancellationToken cancellation)
    {
        await DelayAsync(text, behaviour, cancellation);
        if (behaviour.OutOfOrder)
            await held.WaitForNextAsync(text.Handset, cancellation);
        var problem = await calls.TextAsync(text, cancellation);
        if (behaviour.DuplicateWebhook)
            await calls.TextAsync(text, cancellation);
        held.Release(text.Handset);
        await handsets.ReviseAsync(text, sent => problem is null ? sent.Arrive() : sent.Fail(problem), cancellation);
    }

    private async Task HandToHandsetAsync(PhoneText text, CarrierBehaviour behaviour, CancellationToken cancellation)
    {
        await DelayAsync(text, behaviour, cancellation);
        var handed = await handsets.ReviseAsync(text, taken => behaviour.AcceptThenFail ? taken.Fail("The phone could not be reached.") : taken.Arrive(clock.Stamp()), cancellation);
        if (behaviour.NoReport)
            return;
        if (behaviour.AcceptThenFail || behaviour.DropConnection)
            await Task.Delay(Later, time, cancellation);
        await ReportAsync(text, handed, behaviour, cancellation);
    }

    private async Task ReportAsync(PhoneText text, PhoneText? handed, CarrierBehaviour behaviour, CancellationToken cancellation)
    {
        var (last, reason) = handed is { State: PhoneTextState.Arrived } ? ("delivered", null) : ("failed", handed?.Problem ?? "The handset was removed.");
        string[] reports = behaviour.OutOfOrder ? [last, "sent"] : ["sent", last];
        foreach (var report in reports)
            await calls.ReportAsync(text, report, report == "failed" ? reason : null, cancellation);
    }
}
