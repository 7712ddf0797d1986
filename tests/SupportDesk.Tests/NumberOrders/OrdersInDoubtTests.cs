using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.NumberOrders;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.NumberOrders;

/// <summary>Nobody knows whether a number was bought, or not all of it is done: the order's page says so and goes on.</summary>
public sealed class OrdersInDoubtTests : BuyingTest
{
    [Fact]
    public async Task When_the_answer_never_came_the_page_says_so_and_a_look_at_the_providers_list_tells()
    {
        Market.Answer(new MarketResult<Purchase>.Uncertain("The connection broke."));
        await ChooseAsync();
        await BuyAsync();
        var page = await Ann.PageAsync(OrderPath);
        page.QuerySelector("[data-words]")!.TextContent.Should().Contain("It is not known whether it was bought: look at the provider's list first.").And.Contain("The connection broke.");
        page.QuerySelector("[data-form='purchase']").Should().BeNull();
        (await Ann.PageAsync("/admin/numbers")).QuerySelector("[data-orders]")!.TextContent.Should().Contain(Number);

        Market.Standing = new MarketResult<Standing>.Done(new(NumberStanding.NotListed));
        await Ann.SubmitAsync(OrderPath, "[data-form='next']");
        (await OrderAsync()).State.Should().Be(OrderState.Unknown);
        Market.Standing = new MarketResult<Standing>.Done(new(NumberStanding.Ours));
        await Ann.SubmitAsync(OrderPath, "[data-form='next']");

        (await OrderAsync()).State.Should().Be(OrderState.Done);
        Numbers.IsOurs(Number).Should().BeTrue();
        Market.Purchases.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true, OrderState.Done)]
    [InlineData(false, OrderState.Refused)]
    public async Task Who_saw_the_providers_own_list_settles_it(bool bought, OrderState state)
    {
        Market.Answer(new MarketResult<Purchase>.Uncertain("Lost."));
        await ChooseAsync();
        await BuyAsync();

        await SettleAsync(bought);

        (await OrderAsync()).State.Should().Be(state);
        Numbers.IsOurs(Number).Should().Be(bought);
    }

    [Fact]
    public async Task An_order_that_is_carried_out_later_is_looked_at_until_it_is()
    {
        Market.Answer(new MarketResult<Purchase>.Done(new(IsOurs: false, "o1")));
        Market.Standing = new MarketResult<Standing>.Done(new(NumberStanding.Underway, "Bandwidth says of the order: RECEIVED."));
        await ChooseAsync();
        await BuyAsync();
        await Ann.SubmitAsync(OrderPath, "[data-form='next']");
        (await Ann.PageAsync(OrderPath)).QuerySelector("[data-words]")!.TextContent.Should().Contain("RECEIVED");
        Numbers.IsOurs(Number).Should().BeFalse();

        Market.Standing = new MarketResult<Standing>.Done(new(NumberStanding.Ours));
        await Ann.SubmitAsync(OrderPath, "[data-form='next']");

        Numbers.IsOurs(Number).Should().BeTrue();
    }

    [Fact]
    public async Task A_webhook_that_could_not_be_set_is_told_and_set_again()
    {
        Market.Connection = new MarketResult<string>.Refused("Not now.");
        await ChooseAsync();
        await BuyAsync();
        (await Ann.PageAsync(OrderPath)).QuerySelector("[data-not-connected]")!.TextContent.Should().Contain("Not now.");
        Numbers.IsOurs(Number).Should().BeTrue();

        Market.Connection = new MarketResult<string>.Done("Done.");
        await Ann.SubmitAsync(OrderPath, "[data-form='next']");

        (await OrderAsync()).NotConnected.Should().BeNull();
        (await Ann.PageAsync(OrderPath)).QuerySelector("[data-not-connected]").Should().BeNull();
    }

    [Fact]
    public async Task A_browser_that_goes_away_does_not_end_a_purchase()
    {
        var (asked, answer) = Market.Hang();
        await ChooseAsync();
        using var gone = new CancellationTokenSource();
        var buying = Desk.Services.GetRequiredService<OrderDesk>().BuyAsync(await OrderAsync(), "https://desk.example.org/x", "Ann", gone.Token);
        await asked;

        await gone.CancelAsync();
        answer.SetResult(new MarketResult<Purchase>.Done(new(IsOurs: true)));

        (await buying).State.Should().Be(OrderState.Done);
        Numbers.IsOurs(Number).Should().BeTrue();
    }

    [Fact]
    public async Task A_store_that_is_full_when_the_answer_comes_leaves_it_open_and_a_look_tells()
    {
        Market.Answer(() =>
        {
            Desk.FullStore.IsFull = true;
            return Task.FromResult<MarketResult<Purchase>>(new MarketResult<Purchase>.Done(new(IsOurs: true)));
        });
        await ChooseAsync();
        (await BuyAsync()).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        Desk.FullStore.IsFull = false;
        (await OrderAsync()).State.Should().Be(OrderState.Asked);

        Desk.Time.Advance(NumberOrder.Lease);
        (await Ann.PageAsync(OrderPath)).QuerySelector("[data-words]")!.TextContent.Should().Contain("It is not known whether it was bought");
        await Ann.SubmitAsync(OrderPath, "[data-form='next']");

        (await OrderAsync()).State.Should().Be(OrderState.Done);
        Market.Purchases.Should().ContainSingle();
    }
}
