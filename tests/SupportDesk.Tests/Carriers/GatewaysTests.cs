using SupportDesk.Carriers;
using SupportDesk.Messages;
using SupportDesk.NumberOrders;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Carriers;

/// <summary>The carriers change while texts are being sent.</summary>
public sealed class GatewaysTests
{
    private static readonly OutboundText Text = new(Samples.Desk, Samples.Customer, "Hello", "r1");

    [Fact]
    public async Task Until_the_stored_settings_are_read_nothing_is_sent_and_nothing_fails()
    {
        var carrier = new ScriptedCarrier("vonage");
        using var gateways = new SupportDesk.Messages.Gateways([], []);
        gateways.Expect(new([carrier], []));

        (await gateways.For("vonage").SendAsync(Text, default)).Should().BeOfType<SendResult.TryLater>();
        gateways.Take(new([carrier], []));
        (await gateways.For("vonage").SendAsync(Text, default)).Should().BeOfType<SendResult.Accepted>();
        (await gateways.For("pigeon").SendAsync(Text, default)).Should().BeOfType<SendResult.Refused>();
    }

    [Fact]
    public async Task Until_the_stored_settings_are_read_nothing_is_bought()
    {
        var market = new ScriptedMarket();
        var offer = market.Offer!;
        using var gateways = new SupportDesk.Messages.Gateways([], []);
        gateways.Expect(new([], [], markets: [market]));

        (await gateways.AskMarketAsync("messagebird", asked => asked.BuyAsync(offer, default))).Should().BeOfType<MarketResult<Purchase>.TryLater>();
        gateways.Take(new([], [], markets: [market]));
        (await gateways.AskMarketAsync("messagebird", asked => asked.BuyAsync(offer, default))).Should().BeOfType<MarketResult<Purchase>.Done>();
        (await gateways.AskMarketAsync("pigeon", asked => asked.BuyAsync(offer, default))).Should().BeOfType<MarketResult<Purchase>.Refused>();
        market.Purchases.Should().ContainSingle();
    }

    [Fact]
    public async Task A_market_is_not_disposed_while_it_is_asked()
    {
        var (market, parts) = (new ScriptedMarket(), new Parts());
        var (asked, answer) = market.Hang();
        using var gateways = new SupportDesk.Messages.Gateways([], []);
        gateways.Take(new CarrierSet([], [], parts: parts, markets: [market]));
        var buying = gateways.AskMarketAsync("messagebird", found => found.BuyAsync(market.Offer!, default));
        await asked;

        gateways.Take(new([], []));
        parts.AreDisposed.Should().BeFalse();
        answer.SetResult(new MarketResult<Purchase>.Done(new(IsOurs: true)));

        (await buying).Should().BeOfType<MarketResult<Purchase>.Done>();
        parts.AreDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task What_is_being_sent_ends_by_the_carrier_that_began_it_which_is_disposed_only_then()
    {
        var (old, parts) = (new ScriptedCarrier("vonage"), new Parts());
        var (called, answer) = old.Hang();
        using var gateways = new SupportDesk.Messages.Gateways([], []);
        gateways.Take(new CarrierSet([old], [], parts: parts));
        var sending = gateways.For("vonage").SendAsync(Text, default);
        await called;

        gateways.Take(new([], []));
        parts.AreDisposed.Should().BeFalse();
        answer.SetResult(new SendResult.Accepted("p1"));

        (await sending).Should().Be(new SendResult.Accepted("p1"));
        parts.AreDisposed.Should().BeTrue();
    }

    [Fact]
    public void A_set_that_nobody_uses_is_disposed_at_once()
    {
        var parts = new Parts();
        using var gateways = new SupportDesk.Messages.Gateways([], []);
        gateways.Take(new CarrierSet([], [], parts: parts));

        gateways.Take(new([], []));

        parts.AreDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task However_often_they_change_every_send_is_answered_by_a_set_that_is_not_disposed()
    {
        using var gateways = new SupportDesk.Messages.Gateways([], []);
        gateways.Take(Fresh());

        var sends = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var at = 0; at < 2000; at++)
                (await gateways.For("vonage").SendAsync(Text, default)).Should().BeOfType<SendResult.Accepted>();
        })));
        while (!sends.IsCompleted)
            gateways.Take(Fresh());

        await sends;
    }

    private static CarrierSet Fresh()
    {
        var parts = new Parts();
        return new([new ScriptedUnless(parts)], [], parts: parts);
    }

    private sealed class Parts : IDisposable
    {
        private volatile bool areDisposed;

        public bool AreDisposed => areDisposed;

        public void Dispose() => areDisposed = true;
    }

    private sealed class ScriptedUnless(Parts parts) : ISmsGateway
    {
        public string Name => "vonage";

        public int MostSegments => 9;

        public async Task<SendResult> SendAsync(OutboundText text, CancellationToken cancellation)
        {
            await Task.Yield();
            return parts.AreDisposed ? new SendResult.Refused("Disposed.") : new SendResult.Accepted(null);
        }
    }
}
