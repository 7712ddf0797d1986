using SupportDesk.Gateways.Simulator;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Web.Carriers;
using SupportDesk.Webhooks;

namespace SupportDesk.Web.Features.Numbers;

/// <summary>Reads what a number's set-up check shows.</summary>
public sealed class CheckReading(
    NumberWatch watch, NumberTest test, SignatureWatch signatures, WebhookShelf shelf, SupportDesk.Messages.Gateways gateways, WebhookAddresses addresses, DeskClock clock)
{
    public async Task<CheckPage> PageAsync(SupportNumber number, string asCalled, TestForm form, CancellationToken cancellation)
    {
        var seen = await watch.SeenAsync(LastSeen.OfNumber(number.Number), cancellation);
        var newest = await test.NewestAsync(seen, cancellation);
        return new(number, seen, form)
        {
            IsSetUp = gateways.Names.Contains(number.Gateway),
            IsSimulated = number.Gateway == SimulatedCarrier.Gateway,
            IsSilent = seen.SilentFor(clock.Now) > number.SilentAfter,
            Mode = number.SignatureMode ?? gateways.ReaderFor(number.Gateway).Mode,
            CanVerify = gateways.ReaderFor(number.Gateway).CanVerify,
            Market = gateways.MarketTraitsOf(number.Gateway),
            OriginIsSet = addresses.AreKnown,
            Inbound = addresses.Of(number.Gateway, "inbound", asCalled),
            Status = addresses.Of(number.Gateway, "status", asCalled),
            Receiving = await ReceivingAsync(number, seen, cancellation),
            Sending = Finding.OfSending(newest, clock.Now),
        };
    }

    private async Task<Finding> ReceivingAsync(SupportNumber number, LastSeen seen, CancellationToken cancellation)
    {
        var kept = (await shelf.PageAsync(waiting: true, null, cancellation)).Items
            .FirstOrDefault(webhook => webhook is { Unverified: false, Kind: WebhookKind.Inbound } && webhook.Gateway == number.Gateway);
        return Finding.OfReceiving(
            number, seen, await watch.SeenAsync(LastSeen.OfGateway(number.Gateway), cancellation), await signatures.TallyAsync(number.Gateway, cancellation), kept);
    }
}

/// <summary>A number's set-up check.</summary>
/// <param name="Number">Which one.</param>
/// <param name="Seen">When it was last seen.</param>
/// <param name="Form">Where a test goes.</param>
public sealed record CheckPage(SupportNumber Number, LastSeen Seen, TestForm Form)
{
    /// <summary>Its carrier is there.</summary>
    public required bool IsSetUp { get; init; }

    /// <summary>Its carrier is the simulated one, which needs no address.</summary>
    public required bool IsSimulated { get; init; }

    /// <summary>Nobody has texted it for longer than its setting says.</summary>
    public required bool IsSilent { get; init; }

    /// <summary>What is done with texts to it whose signature is bad.</summary>
    public required SignatureMode Mode { get; init; }

    /// <summary>There is a key or a word to check them with.</summary>
    public required bool CanVerify { get; init; }

    /// <summary>What its carrier's API for numbers can do; null when it has none.</summary>
    public required MarketTraits? Market { get; init; }

    /// <summary>The desk knows its own address, so that those below are right.</summary>
    public required bool OriginIsSet { get; init; }

    public required string Inbound { get; init; }

    public required string Status { get; init; }

    public required Finding Receiving { get; init; }

    /// <summary>Null while no test was sent.</summary>
    public required Finding? Sending { get; init; }

    /// <summary>Something is still awaited, so the page looks again by itself.</summary>
    public bool Waits => Receiving.State is not FindingState.Works || Sending is { State: FindingState.Waits };

    public string Path => $"/admin/numbers/{Uri.EscapeDataString(Number.Number)}/check";
}

/// <summary>Where a test goes.</summary>
public sealed class TestForm
{
    public string? To { get; set; }
}
