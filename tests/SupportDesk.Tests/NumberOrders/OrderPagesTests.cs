using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.NumberOrders;

/// <summary>A number is searched, chosen, confirmed and bought in the pages; never twice, and never for another price.</summary>
public sealed class OrderPagesTests : BuyingTest
{
    [Fact]
    public async Task A_number_is_bought_connected_and_a_support_number()
    {
        (await ChooseAsync()).Should().Be(OrderPath);
        var page = await Ann.PageAsync(OrderPath);
        page.QuerySelector("h1")!.TextContent.Should().Be($"Buy {Number}?");
        page.QuerySelector("[data-form='purchase']")!.TextContent.Should().Contain("1.25 EUR per month");
        Market.Purchases.Should().BeEmpty();

        (await BuyAsync()).Headers.Location!.OriginalString.Should().Be("/admin/numbers/%2B31970102455/check");

        Market.Purchases.Should().ContainSingle().Which.Number.Should().Be(Number);
        Market.Connections.Should().Equal((Number, "https://desk.example.org/webhooks/messagebird/inbound"));
        Numbers.For(Number).Gateway.Should().Be("messagebird");
        (await OrderAsync()).Should().Match<NumberOrder>(order => order.State == OrderState.Done && order.ConnectedAt == Desk.Time.GetUtcNow());
        (await Ann.PageAsync("/admin/numbers")).QuerySelector("[data-orders]").Should().BeNull();
    }

    [Fact]
    public async Task Without_a_tick_nothing_is_bought()
    {
        await ChooseAsync();

        var answer = await Ann.SubmitAsync(OrderPath, "[data-form='purchase']");

        (await Browsing.ReadAsync(answer)).QuerySelector("[data-valmsg-for='agreed']")!.TextContent.Should().Contain("costs money");
        Market.Purchases.Should().BeEmpty();
    }

    [Fact]
    public async Task A_form_that_is_sent_ten_times_at_once_buys_once()
    {
        await ChooseAsync();
        var page = await Ann.PageAsync(OrderPath);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Ann.SubmitAsync(page, "[data-form='purchase']", ("agreed", "true"))));

        answers.Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.Redirect);
        Market.Purchases.Should().ContainSingle();
    }

    [Fact]
    public async Task A_form_that_is_sent_again_afterwards_buys_nothing_whatever_came_of_it()
    {
        foreach (var result in new MarketResult<Purchase>[] { new MarketResult<Purchase>.Uncertain("Lost."), new MarketResult<Purchase>.Refused("No."), new MarketResult<Purchase>.TryLater("Busy.") })
        {
            Market.Answer(result);
            await ChooseAsync();
            var before = Market.Purchases.Count;
            var page = await Ann.PageAsync(OrderPath);
            await Ann.SubmitAsync(page, "[data-form='purchase']", ("agreed", "true"));

            (await Ann.SubmitAsync(page, "[data-form='purchase']", ("agreed", "true"))).Headers.Location!.OriginalString.Should().Be(OrderPath);

            Market.Purchases.Should().HaveCount(before + 1);
            if (result is MarketResult<Purchase>.Uncertain)
                await SettleAsync(bought: false);
        }
    }

    [Fact]
    public async Task Two_administrators_who_choose_the_same_number_buy_it_once()
    {
        var (asked, answer) = Market.Hang();
        await ChooseAsync();
        var (first, second) = (await Ann.PageAsync(OrderPath), await Ann.PageAsync(OrderPath));
        var buying = Ann.SubmitAsync(first, "[data-form='purchase']", ("agreed", "true"));
        await asked;

        (await Ann.SubmitAsync(second, "[data-form='purchase']", ("agreed", "true"))).Headers.Location!.OriginalString.Should().Be(OrderPath);
        (await ChooseAsync()).Should().Be(OrderPath);
        (await Ann.PageAsync(OrderPath)).QuerySelector("[data-words]")!.TextContent.Should().Contain("is being asked");
        answer.SetResult(new MarketResult<Purchase>.Done(new(IsOurs: true)));
        await buying;

        Market.Purchases.Should().ContainSingle();
        (await OrderAsync()).State.Should().Be(OrderState.Done);
    }

    [Fact]
    public async Task Conditions_that_changed_since_the_search_are_shown_before_they_are_agreed_to()
    {
        await ChooseAsync();
        Market.Offer = Market.Offer! with { Conditions = ["At least twelve months."] };

        await BuyAsync();

        Market.Purchases.Should().BeEmpty();
        var page = await Ann.PageAsync(OrderPath);
        page.QuerySelector("[data-words]")!.TextContent.Should().Contain("The conditions have changed. Nothing was bought.");
        page.Body!.TextContent.Should().Contain("At least twelve months.");
    }

    [Fact]
    public async Task A_number_that_is_ours_is_not_chosen_again_and_what_was_open_stays_open()
    {
        await ChooseAsync();
        var form = await FormAsync(("gateway", "messagebird"), ("offer", System.Text.Json.JsonSerializer.Serialize(Market.Offer)));
        await BuyAsync();

        await Ann.PostAsync("/admin/numbers/orders", form);

        (await OrderAsync()).State.Should().Be(OrderState.Done);
    }

    [Fact]
    public async Task A_price_that_changed_since_the_search_is_not_paid()
    {
        await ChooseAsync();
        Market.Offer = Market.Offer! with { Price = new(99, "EUR", IsMonthly: true) };

        await BuyAsync();

        Market.Purchases.Should().BeEmpty();
        var page = await Ann.PageAsync(OrderPath);
        page.QuerySelector("[data-words]")!.TextContent.Should().Contain("99.00 EUR per month now").And.Contain("Nothing was bought");
        page.QuerySelector("[data-form='purchase']")!.TextContent.Should().Contain("99.00 EUR per month");
        await BuyAsync();
        Market.Purchases.Should().ContainSingle();
    }

    [Fact]
    public async Task A_number_that_is_gone_is_not_bought()
    {
        await ChooseAsync();
        Market.Offer = null;

        await BuyAsync();

        Market.Purchases.Should().BeEmpty();
        (await Ann.PageAsync(OrderPath)).QuerySelector("[data-words]")!.TextContent.Should().Contain("does not offer it any more");
    }

    [Fact]
    public async Task A_number_of_the_desk_is_not_bought_again()
    {
        await ChooseAsync();
        await Desk.Services.GetRequiredService<NumberDesk>().AddAsync(Number, new() { Gateway = "messagebird" }, "Ann", default);

        (await Ann.PageAsync(SearchPath)).QuerySelector($"[data-offer='{Number}'] form").Should().BeNull();
        (await Ann.PageAsync(OrderPath)).QuerySelector("[data-blocked]")!.TextContent.Should().Contain("already");
        await Ann.PostAsync($"{OrderPath}/purchase", await FormAsync(("version", "1"), ("agreed", "true")));

        Market.Purchases.Should().BeEmpty();
    }

    [Fact]
    public async Task What_the_settings_lack_is_told_before_and_nothing_is_asked()
    {
        await ChooseAsync();
        Market.Traits = Market.Traits with { Missing = "Its key is not set." };

        (await Ann.PageAsync(SearchPath)).QuerySelector("[data-missing]")!.TextContent.Should().Contain("Its key is not set.");
        (await Ann.PageAsync(OrderPath)).QuerySelector("[data-blocked]")!.TextContent.Should().Contain("Its key is not set.");
        await Ann.PostAsync($"{OrderPath}/purchase", await FormAsync(("version", "1"), ("agreed", "true")));

        Market.Purchases.Should().BeEmpty();
        (await OrderAsync()).Words.Should().Contain("Its key is not set.");
    }

    [Fact]
    public async Task A_price_that_nobody_tells_is_called_that()
    {
        Market.Offer = Market.Offer! with { Price = null };
        await ChooseAsync();

        (await Ann.PageAsync(OrderPath)).QuerySelector("#steps")!.TextContent.Should().Contain("The provider does not tell a price here; it is on its website.");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"Number":"0612345678","Country":"NL"}""")]
    [InlineData("""{"Number":"+31970102455"}""")]
    [InlineData("""{"Number":"+31970102455","Country":null}""")]
    public async Task An_offer_that_nobody_made_is_no_order(string offer)
    {
        var answer = await Ann.PostAsync("/admin/numbers/orders", await FormAsync(("gateway", "messagebird"), ("offer", offer)));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await Ann.GetAsync(OrderPath)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Buying_is_the_administrators_alone()
    {
        await Ann.SubmitAsync("/admin/agents/new", "[action='/admin/agents']", ("Account.Name", "Bob"), ("Account.UserName", "bob"), ("Account.Password", "another long password"), ("Account.PasswordAgain", "another long password"));
        using var bob = await Desk.SignedInAsync("bob", "another long password");

        foreach (var path in new[] { "/admin/numbers/market", SearchPath, OrderPath })
            (await bob.GetAsync(path)).Headers.Location!.OriginalString.Should().Contain("/not-allowed");
    }

    [Fact]
    public async Task Without_our_token_no_form_is_taken()
    {
        await ChooseAsync();

        (await Ann.PostAsync($"{OrderPath}/purchase", new FormUrlEncodedContent([new("version", "1"), new("agreed", "true")]))).StatusCode.Should().Be(HttpStatusCode.BadRequest);

        Market.Purchases.Should().BeEmpty();
    }
}
