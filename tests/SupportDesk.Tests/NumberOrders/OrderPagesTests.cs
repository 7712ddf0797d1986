using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.NumberOrders;

/// <summary>A number is searched, chosen, confirmed and bought in the pages; never twice, and never for another price.</summary>
public sealed class OrderPagesTests : IAsyncLifetime
{
    private const string Number = "+31970102455";
    private const string OrderPath = "/admin/numbers/orders/messagebird-31970102455";
    private const string SearchPath = "/admin/numbers/market/messagebird?Country=NL&Page=1";

    private readonly DeskHost desk = new(settings: ("Web:PublicOrigin", "https://desk.example.org"));
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_number_is_bought_connected_and_a_support_number()
    {
        (await ChooseAsync()).Should().Be(OrderPath);
        var page = await ann.PageAsync(OrderPath);
        page.QuerySelector("h1")!.TextContent.Should().Be($"Buy {Number}?");
        page.QuerySelector("[data-form='purchase']")!.TextContent.Should().Contain("1.25 EUR per month");
        desk.Market.Purchases.Should().BeEmpty();

        (await BuyAsync()).Headers.Location!.OriginalString.Should().Be("/admin/numbers/%2B31970102455/check");

        desk.Market.Purchases.Should().ContainSingle().Which.Number.Should().Be(Number);
        desk.Market.Connections.Should().Equal((Number, "https://desk.example.org/webhooks/messagebird/inbound"));
        Numbers.For(Number).Gateway.Should().Be("messagebird");
        (await OrderAsync()).Should().Match<NumberOrder>(order => order.State == OrderState.Done && order.ConnectedAt == desk.Time.GetUtcNow());
        (await ann.PageAsync("/admin/numbers")).QuerySelector("[data-orders]").Should().BeNull();
    }

    [Fact]
    public async Task Without_a_tick_nothing_is_bought()
    {
        await ChooseAsync();

        var answer = await ann.SubmitAsync(OrderPath, "[data-form='purchase']");

        (await Browsing.ReadAsync(answer)).QuerySelector("[data-valmsg-for='agreed']")!.TextContent.Should().Contain("costs money");
        desk.Market.Purchases.Should().BeEmpty();
    }

    [Fact]
    public async Task A_form_that_is_sent_ten_times_at_once_buys_once()
    {
        await ChooseAsync();
        var page = await ann.PageAsync(OrderPath);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ann.SubmitAsync(page, "[data-form='purchase']", ("agreed", "true"))));

        answers.Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.Redirect);
        desk.Market.Purchases.Should().ContainSingle();
    }

    [Fact]
    public async Task A_form_that_is_sent_again_afterwards_buys_nothing_whatever_came_of_it()
    {
        foreach (var result in new MarketResult<Purchase>[] { new MarketResult<Purchase>.Uncertain("Lost."), new MarketResult<Purchase>.Refused("No."), new MarketResult<Purchase>.TryLater("Busy.") })
        {
            desk.Market.Answer(result);
            await ChooseAsync();
            var before = desk.Market.Purchases.Count;
            var page = await ann.PageAsync(OrderPath);
            await ann.SubmitAsync(page, "[data-form='purchase']", ("agreed", "true"));

            (await ann.SubmitAsync(page, "[data-form='purchase']", ("agreed", "true"))).Headers.Location!.OriginalString.Should().Be(OrderPath);

            desk.Market.Purchases.Should().HaveCount(before + 1);
            if (result is MarketResult<Purchase>.Uncertain)
                await SettleAsync(bought: false);
        }
    }

    [Fact]
    public async Task Two_administrators_who_choose_the_same_number_buy_it_once()
    {
        var (asked, answer) = desk.Market.Hang();
        await ChooseAsync();
        var (first, second) = (await ann.PageAsync(OrderPath), await ann.PageAsync(OrderPath));
        var buying = ann.SubmitAsync(first, "[data-form='purchase']", ("agreed", "true"));
        await asked;

        (await ann.SubmitAsync(second, "[data-form='purchase']", ("agreed", "true"))).Headers.Location!.OriginalString.Should().Be(OrderPath);
        (await ChooseAsync()).Should().Be(OrderPath);
        (await ann.PageAsync(OrderPath)).QuerySelector("[data-words]")!.TextContent.Should().Contain("is being asked");
        answer.SetResult(new MarketResult<Purchase>.Done(new(IsOurs: true)));
        await buying;

        desk.Market.Purchases.Should().ContainSingle();
        (await OrderAsync()).State.Should().Be(OrderState.Done);
    }

    [Fact]
    public async Task A_price_that_changed_since_the_search_is_not_paid()
    {
        await ChooseAsync();
        desk.Market.Offer = desk.Market.Offer! with { Price = new(99, "EUR", IsMonthly: true) };

        await BuyAsync();

        desk.Market.Purchases.Should().BeEmpty();
        var page = await ann.PageAsync(OrderPath);
        page.QuerySelector("[data-words]")!.TextContent.Should().Contain("99.00 EUR per month now").And.Contain("Nothing was bought");
        page.QuerySelector("[data-form='purchase']")!.TextContent.Should().Contain("99.00 EUR per month");
        await BuyAsync();
        desk.Market.Purchases.Should().ContainSingle();
    }

    [Fact]
    public async Task A_number_that_is_gone_is_not_bought()
    {
        await ChooseAsync();
        desk.Market.Offer = null;

        await BuyAsync();

        desk.Market.Purchases.Should().BeEmpty();
        (await ann.PageAsync(OrderPath)).QuerySelector("[data-words]")!.TextContent.Should().Contain("does not offer it any more");
    }

    [Fact]
    public async Task When_the_answer_never_came_the_page_says_so_and_a_look_at_the_providers_list_tells()
    {
        desk.Market.Answer(new MarketResult<Purchase>.Uncertain("The connection broke."));
        await ChooseAsync();
        await BuyAsync();
        var page = await ann.PageAsync(OrderPath);
        page.QuerySelector("[data-words]")!.TextContent.Should().Contain("It is not known whether it was bought: look at the provider's list first.").And.Contain("The connection broke.");
        page.QuerySelector("[data-form='purchase']").Should().BeNull();
        (await ann.PageAsync("/admin/numbers")).QuerySelector("[data-orders]")!.TextContent.Should().Contain(Number);

        desk.Market.Standing = new MarketResult<Standing>.Done(new(NumberStanding.NotListed));
        await ann.SubmitAsync(OrderPath, "[data-form='next']");
        (await OrderAsync()).State.Should().Be(OrderState.Unknown);
        desk.Market.Standing = new MarketResult<Standing>.Done(new(NumberStanding.Ours));
        await ann.SubmitAsync(OrderPath, "[data-form='next']");

        (await OrderAsync()).State.Should().Be(OrderState.Done);
        Numbers.IsOurs(Number).Should().BeTrue();
        desk.Market.Purchases.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true, OrderState.Done)]
    [InlineData(false, OrderState.Refused)]
    public async Task Who_saw_the_providers_own_list_settles_it(bool bought, OrderState state)
    {
        desk.Market.Answer(new MarketResult<Purchase>.Uncertain("Lost."));
        await ChooseAsync();
        await BuyAsync();

        await SettleAsync(bought);

        (await OrderAsync()).State.Should().Be(state);
        Numbers.IsOurs(Number).Should().Be(bought);
    }

    [Fact]
    public async Task An_order_that_is_carried_out_later_is_looked_at_until_it_is()
    {
        desk.Market.Answer(new MarketResult<Purchase>.Done(new(IsOurs: false, "o1")));
        desk.Market.Standing = new MarketResult<Standing>.Done(new(NumberStanding.Underway, "Bandwidth says of the order: RECEIVED."));
        await ChooseAsync();
        await BuyAsync();
        await ann.SubmitAsync(OrderPath, "[data-form='next']");
        (await ann.PageAsync(OrderPath)).QuerySelector("[data-words]")!.TextContent.Should().Contain("RECEIVED");
        Numbers.IsOurs(Number).Should().BeFalse();

        desk.Market.Standing = new MarketResult<Standing>.Done(new(NumberStanding.Ours));
        await ann.SubmitAsync(OrderPath, "[data-form='next']");

        Numbers.IsOurs(Number).Should().BeTrue();
    }

    [Fact]
    public async Task A_webhook_that_could_not_be_set_is_told_and_set_again()
    {
        desk.Market.Connection = new MarketResult<string>.Refused("Not now.");
        await ChooseAsync();
        await BuyAsync();
        (await ann.PageAsync(OrderPath)).QuerySelector("[data-not-connected]")!.TextContent.Should().Contain("Not now.");
        Numbers.IsOurs(Number).Should().BeTrue();

        desk.Market.Connection = new MarketResult<string>.Done("Done.");
        await ann.SubmitAsync(OrderPath, "[data-form='next']");

        (await OrderAsync()).NotConnected.Should().BeNull();
        (await ann.PageAsync(OrderPath)).QuerySelector("[data-not-connected]").Should().BeNull();
    }

    [Fact]
    public async Task A_number_of_the_desk_is_not_bought_again()
    {
        await ChooseAsync();
        await desk.Services.GetRequiredService<NumberDesk>().AddAsync(Number, new() { Gateway = "messagebird" }, "Ann", default);

        (await ann.PageAsync(SearchPath)).QuerySelector($"[data-offer='{Number}'] form").Should().BeNull();
        (await ann.PageAsync(OrderPath)).QuerySelector("[data-blocked]")!.TextContent.Should().Contain("already");
        await ann.PostAsync($"{OrderPath}/purchase", await FormAsync(("version", "1"), ("agreed", "true")));

        desk.Market.Purchases.Should().BeEmpty();
    }

    [Fact]
    public async Task What_the_settings_lack_is_told_before_and_nothing_is_asked()
    {
        await ChooseAsync();
        desk.Market.Traits = desk.Market.Traits with { Missing = "Its key is not set." };

        (await ann.PageAsync(SearchPath)).QuerySelector("[data-missing]")!.TextContent.Should().Contain("Its key is not set.");
        (await ann.PageAsync(OrderPath)).QuerySelector("[data-blocked]")!.TextContent.Should().Contain("Its key is not set.");
        await ann.PostAsync($"{OrderPath}/purchase", await FormAsync(("version", "1"), ("agreed", "true")));

        desk.Market.Purchases.Should().BeEmpty();
        (await OrderAsync()).Words.Should().Contain("Its key is not set.");
    }

    [Fact]
    public async Task A_price_that_nobody_tells_is_called_that()
    {
        desk.Market.Offer = desk.Market.Offer! with { Price = null };
        await ChooseAsync();

        (await ann.PageAsync(OrderPath)).QuerySelector("#steps")!.TextContent.Should().Contain("The provider does not tell a price here; it is on its website.");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"Number":"0612345678","Country":"NL"}""")]
    [InlineData("""{"Number":"+31970102455"}""")]
    [InlineData("""{"Number":"+31970102455","Country":null}""")]
    public async Task An_offer_that_nobody_made_is_no_order(string offer)
    {
        var answer = await ann.PostAsync("/admin/numbers/orders", await FormAsync(("gateway", "messagebird"), ("offer", offer)));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await ann.GetAsync(OrderPath)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Buying_is_the_administrators_alone()
    {
        await ann.SubmitAsync("/admin/agents/new", "[action='/admin/agents']", ("Account.Name", "Bob"), ("Account.UserName", "bob"), ("Account.Password", "another long password"), ("Account.PasswordAgain", "another long password"));
        using var bob = await desk.SignedInAsync("bob", "another long password");

        foreach (var path in new[] { "/admin/numbers/market", SearchPath, OrderPath })
            (await bob.GetAsync(path)).Headers.Location!.OriginalString.Should().Contain("/not-allowed");
    }

    [Fact]
    public async Task Without_our_token_no_form_is_taken()
    {
        await ChooseAsync();

        (await ann.PostAsync($"{OrderPath}/purchase", new FormUrlEncodedContent([new("version", "1"), new("agreed", "true")]))).StatusCode.Should().Be(HttpStatusCode.BadRequest);

        desk.Market.Purchases.Should().BeEmpty();
    }

    private SupportNumbers Numbers => desk.Services.GetRequiredService<SupportNumbers>();

    private async Task<NumberOrder> OrderAsync() => (await desk.Store.FindAsync<NumberOrder>("messagebird-31970102455", default))!;

    private async Task<string> ChooseAsync() => (await ann.SubmitAsync(SearchPath, "[action='/admin/numbers/orders']")).Headers.Location!.OriginalString;

    private Task<HttpResponseMessage> BuyAsync() => ann.SubmitAsync(OrderPath, "[data-form='purchase']", ("agreed", "true"));

    private async Task SettleAsync(bool bought) => await ann.SubmitAsync(OrderPath, "[data-form='settlement']", ("bought", bought ? "true" : "false"));

    private async Task<FormUrlEncodedContent> FormAsync(params (string Name, string Value)[] fields)
    {
        var page = await ann.PageAsync("/admin/numbers/new");
        var token = ((IHtmlInputElement)page.QuerySelector("[name='__RequestVerificationToken']")!).Value;
        return new(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
    }
}
