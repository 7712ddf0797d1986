using System.Net;
using SupportDesk.NumberOrders;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.NumberOrders;

/// <summary>What numbers carriers sell, as administrators look for them.</summary>
public sealed class MarketPagesTests : IAsyncLifetime
{
    private const string Market = "/admin/numbers/market/messagebird";

    private readonly DeskHost desk = new();
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task The_form_asks_nobody_before_it_is_sent()
    {
        var page = await ann.PageAsync(Market);

        page.QuerySelector("[data-form='search']").Should().NotBeNull();
        page.QuerySelector(".field-validation-error").Should().BeNull();
        desk.Market.Searches.Should().BeEmpty();
    }

    [Fact]
    public async Task A_search_is_asked_as_it_was_written_and_its_next_page_is_the_same_search()
    {
        var page = await ann.PageAsync($"{Market}?Country=nl&Digits=3197&Place=End&Kind=Mobile&Mms=true&Page=1");

        desk.Market.Searches.Should().Equal(new NumberSearch("NL", "3197") { Place = DigitsPlace.End, Kind = NumberKind.Mobile });
        var offer = page.QuerySelector("[data-offer='+31970102455']")!;
        offer.QuerySelector("[data-price]")!.TextContent.Should().Be("1.25 EUR per month");
        offer.TextContent.Should().Contain("Utrecht").And.Contain("SMS");
        await ann.PageAsync(page.QuerySelector("[rel='next']")!.GetAttribute("href")!);
        desk.Market.Searches.Last().Should().Be(new NumberSearch("NL", "3197", Page: 2) { Place = DigitsPlace.End, Kind = NumberKind.Mobile });
    }

    [Theory]
    [InlineData("Country=&Page=1", "Country")]
    [InlineData("Country=NLD&Page=1", "Country")]
    [InlineData("Country=N1&Page=1", "Country")]
    [InlineData("Country=NL&Digits=abc&Page=1", "Digits")]
    [InlineData("Country=NL&Digits=1234567890123456&Page=1", "Digits")]
    public async Task What_is_wrong_is_told_beside_its_field_and_nobody_is_asked(string query, string field)
    {
        (await ann.PageAsync($"{Market}?{query}")).QuerySelector($"[data-valmsg-for='{field}']")!.TextContent.Should().NotBeEmpty();
        desk.Market.Searches.Should().BeEmpty();
    }

    [Theory]
    [InlineData("12")]
    [InlineData("119")]
    [InlineData("9190")]
    [InlineData("9a1")]
    public async Task An_area_code_has_three_digits(string digits)
    {
        desk.Market.Traits = desk.Market.Traits with { ByAreaCode = true };

        (await ann.PageAsync($"{Market}?Digits={digits}&Page=1")).QuerySelector("[data-valmsg-for='Digits']")!.TextContent.Should().Contain("three digits");
        desk.Market.Searches.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Page=-1")]
    [InlineData("Page=101")]
    [InlineData("Page=99999999999")]
    [InlineData("Page=1&Kind=Pigeon")]
    [InlineData("Page=1&Place=Nowhere")]
    public async Task An_address_that_nobody_was_given_asks_nobody(string query)
    {
        (await ann.GetAsync($"{Market}?Country=NL&{query}")).StatusCode.Should().Be(HttpStatusCode.OK);
        desk.Market.Searches.Should().BeEmpty();
    }

    [Fact]
    public async Task Why_there_is_no_answer_is_told_in_words()
    {
        desk.Market.Found = new MarketResult<OfferPage>.Refused("Scripted: the key is <b>wrong</b>");

        (await ann.PageAsync($"{Market}?Country=NL&Page=1")).QuerySelector("[data-problem]")!.TextContent.Should().Be("Scripted: the key is <b>wrong</b>");
    }

    [Fact]
    public async Task Nothing_on_offer_is_told()
    {
        desk.Market.Found = new MarketResult<OfferPage>.Done(new([], HasMore: false));

        (await ann.PageAsync($"{Market}?Country=NL&Page=1")).QuerySelector("#offers-title")!.TextContent.Should().Be("Nothing found");
    }

    [Fact]
    public async Task Carriers_that_could_sell_numbers_are_named()
    {
        var page = await ann.PageAsync("/admin/numbers/market");

        page.QuerySelector("[data-market]").Should().BeNull();
        page.QuerySelectorAll("a[href^='/admin/carriers/']").Select(link => link.GetAttribute("href")).Should().BeEquivalentTo("/admin/carriers/messagebird", "/admin/carriers/vonage", "/admin/carriers/bandwidth", "/admin/carriers/kpn");
    }

    [Fact]
    public async Task A_carrier_that_is_set_up_in_the_pages_sells_numbers_at_once_and_no_more_when_it_is_removed()
    {
        await ann.SubmitAsync("/admin/carriers/vonage", "[data-form='carrier']", ("Fields[ApiKey]", "ab12cd34"), ("Fields[ApiSecret]", "s3cr3t"));
        (await ann.PageAsync("/admin/numbers/market")).QuerySelector("[data-market='vonage']").Should().NotBeNull();
        (await ann.GetAsync("/admin/numbers/market/vonage")).StatusCode.Should().Be(HttpStatusCode.OK);

        await ann.SubmitAsync("/admin/carriers/vonage/removal", "[data-form='removal']");

        (await ann.GetAsync("/admin/numbers/market/vonage")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_carrier_without_numbers_has_no_such_page() =>
        (await ann.GetAsync("/admin/numbers/market/twilio")).StatusCode.Should().Be(HttpStatusCode.NotFound);

    [Fact]
    public async Task Without_our_own_address_no_carrier_is_told_where_texts_go()
    {
        var check = $"/admin/numbers/{Uri.EscapeDataString(Samples.Desk)}/check";
        await ann.SubmitAsync(check, "[data-form='connection']");

        (await ann.PageAsync(check)).QuerySelector("[data-notice]")!.TextContent.Should().Contain("PUBLIC_ORIGIN is not set");
        desk.Market.Connections.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_our_own_address_a_buyer_is_told_before_and_the_number_is_bought_all_the_same()
    {
        var order = (await ann.SubmitAsync($"{Market}?Country=NL&Page=1", "[action='/admin/numbers/orders']")).Headers.Location!.OriginalString;
        (await ann.PageAsync(order)).QuerySelector("[data-origin]")!.TextContent.Should().Contain("PUBLIC_ORIGIN");

        await ann.SubmitAsync(order, "[data-form='purchase']", ("agreed", "true"));

        (await ann.PageAsync(order)).QuerySelector("[data-not-connected]")!.TextContent.Should().Contain("PUBLIC_ORIGIN is not set");
        desk.Market.Purchases.Should().ContainSingle();
        desk.Market.Connections.Should().BeEmpty();
    }
}
