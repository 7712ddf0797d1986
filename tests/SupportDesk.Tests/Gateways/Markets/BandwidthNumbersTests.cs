using System.Xml.Linq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Gateways.Bandwidth;
using SupportDesk.NumberOrders;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Gateways.Markets;

public sealed class BandwidthNumbersTests : MarketCompliance
{
    private const string Found = "<SearchResult><ResultCount>2</ResultCount><TelephoneNumberList><TelephoneNumber>9195550101</TelephoneNumber><TelephoneNumber>9195550102</TelephoneNumber></TelephoneNumberList></SearchResult>";
    private const string Received = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><OrderResponse><Order><OrderCreateDate>2026-03-02T09:00:00Z</OrderCreateDate><id>47955ac4-1</id><SiteId>743</SiteId></Order><OrderStatus>RECEIVED</OrderStatus></OrderResponse>";

    protected override string Words => "Bandwidth";

    protected override NumberOffer Wanted => new() { Number = "+19195550101", Country = "US" };

    protected override NumberSearch Search => new("", "919");

    protected override IEnumerable<(string Key, string Value)> Settings(string url) =>
    [
        ("Bandwidth:NumbersUrl", url + "/api"), ("Bandwidth:AccountId", "5500123"), ("Bandwidth:User", "user"), ("Bandwidth:Password", "secret"), ("Bandwidth:ApplicationId", "app-1"),
        ("Bandwidth:WebhookUser", "hook"), ("Bandwidth:WebhookPassword", "w0rd"), ("Bandwidth:SiteId", "743"), ("Bandwidth:PeerId", "500"), ("Bandwidth:NumbersUser", "dashboard"), ("Bandwidth:NumbersPassword", "d4sh"),
    ];

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddBandwidth(configuration);

    [Fact]
    public async Task Five_numbers_of_an_area_code_are_asked_for_with_the_dashboards_user()
    {
        Provider.Answer(200, Found);

        var page = Answered(await Market().SearchAsync(Search, default));

        var asked = Provider.Requests.Single();
        (asked.Method, asked.Path, asked.Headers["Authorization"]).Should().Be(("GET", "/api/accounts/5500123/availableNumbers?areaCode=919&quantity=5", Calls.Basic("dashboard", "d4sh").Value));
        page.HasMore.Should().BeFalse();
        page.Offers.Should().BeEquivalentTo([new NumberOffer { Number = "+19195550101", Country = "US" }, new NumberOffer { Number = "+19195550102", Country = "US" }]);
    }

    [Fact]
    public async Task More_are_the_next_five()
    {
        Provider.Answer(200, $"<SearchResult><TelephoneNumberList>{string.Concat(Enumerable.Range(1, 10).Select(line => $"<TelephoneNumber>91955501{line:00}</TelephoneNumber>"))}</TelephoneNumberList></SearchResult>");

        var page = Answered(await Market().SearchAsync(Search with { Page = 2 }, default));

        Provider.Requests.Single().Path.Should().EndWith("quantity=10");
        page.Offers.Select(offer => offer.Number).Should().Equal("+19195550106", "+19195550107", "+19195550108", "+19195550109", "+19195550110");
        page.HasMore.Should().BeTrue();
    }

    [Theory]
    [InlineData("<SearchResult/>")]
    [InlineData("<SearchResult><ResultCount>0</ResultCount></SearchResult>")]
    [InlineData("<SearchResult><TelephoneNumberList><TelephoneNumber>911</TelephoneNumber><TelephoneNumber>+31970102400</TelephoneNumber><TelephoneNumber/></TelephoneNumberList></SearchResult>")]
    public async Task An_area_code_without_numbers_offers_none(string answer)
    {
        Provider.Answer(200, answer);

        Answered(await Market().SearchAsync(Search, default)).Offers.Should().BeEmpty();
    }

    [Fact]
    public async Task The_universal_platform_writes_and_reads_numbers_with_a_plus()
    {
        Provider.Answer(200, "<SearchResult><TelephoneNumber>+19195550101</TelephoneNumber></SearchResult>").Answer(201, Received);
        var market = Market(more: ("Bandwidth:NumbersUrl", Provider.Url + "/api/v2/"));

        Answered(await market.SearchAsync(Search, default)).Offers.Should().ContainSingle().Which.Number.Should().Be("+19195550101");
        await market.BuyAsync(Wanted, default);

        Provider.Requests.First().Path.Should().Be("/api/v2/accounts/5500123/availableNumbers?areaCode=919&quantity=5&countryCodeA3=USA");
        XElement.Parse(Provider.Requests.Last().Body).Descendants("TelephoneNumber").Single().Value.Should().Be("+19195550101");
    }

    [Fact]
    public async Task An_order_names_site_location_and_the_one_number()
    {
        Provider.Answer(201, Received);

        Answered(await BuyAsync()).Should().Be(new Purchase(IsOurs: false, "47955ac4-1"));

        var asked = Provider.Requests.Single();
        (asked.Method, asked.Path, asked.Headers["Content-Type"]).Should().Be(("POST", "/api/accounts/5500123/orders", "application/xml; charset=utf-8"));
        asked.Body.Should().Be("<Order><SiteId>743</SiteId><PeerId>500</PeerId><PartialAllowed>false</PartialAllowed><ExistingTelephoneNumberOrderType><TelephoneNumberList><TelephoneNumber>9195550101</TelephoneNumber></TelephoneNumberList></ExistingTelephoneNumberOrderType></Order>");
    }

    [Theory]
    [InlineData(400, "<IrisResponse><ResponseStatus><ErrorCode>5005</ErrorCode><Description>The number is not available.</Description></ResponseStatus></IrisResponse>", "Bandwidth: The number is not available.")]
    [InlineData(200, "<OrderResponse><ErrorList><Error><Code>5076</Code><Description>Number taken</Description></Error></ErrorList></OrderResponse>", "Bandwidth: Number taken")]
    [InlineData(201, "<OrderResponse><Order><id>1</id></Order><ErrorList><Error><Description>No</Description></Error></ErrorList><OrderStatus>FAILED</OrderStatus></OrderResponse>", "Bandwidth: No")]
    [InlineData(201, "<OrderResponse><ErrorList/><OrderStatus>FAILED</OrderStatus></OrderResponse>", "Bandwidth could not carry out the order.")]
    public async Task A_refusal_is_told_in_words_even_inside_a_200(int status, string answer, string words)
    {
        Provider.Answer(status, answer);

        (await BuyAsync()).Should().Be(new MarketResult<Purchase>.Refused(words));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<OrderResponse/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><OrderResponse><id>&a;</id></OrderResponse>")]
    public async Task A_201_that_says_nothing_leaves_it_open(string answer)
    {
        Provider.Answer(201, answer);

        (await BuyAsync()).Should().BeOfType<MarketResult<Purchase>.Uncertain>();
    }

    [Theory]
    [InlineData("COMPLETE", NumberStanding.Ours)]
    [InlineData("RECEIVED", NumberStanding.Underway)]
    [InlineData("BACKORDERED", NumberStanding.Underway)]
    [InlineData("PARTIAL", NumberStanding.Underway)]
    [InlineData("FAILED", NumberStanding.Failed)]
    public async Task What_became_of_an_order_can_be_asked(string status, NumberStanding standing)
    {
        Provider.Answer(200, $"<OrderResponse><OrderStatus>{status}</OrderStatus><ErrorList/></OrderResponse>");

        Answered(await Market().StandingAsync(Wanted.Number, "47955ac4-1", default)).State.Should().Be(standing);
        Provider.Requests.Single().Path.Should().Be("/api/accounts/5500123/orders/47955ac4-1");
    }

    [Fact]
    public async Task Without_an_orders_id_nobody_is_asked()
    {
        (await Market().StandingAsync(Wanted.Number, null, default)).Should().BeOfType<MarketResult<Standing>.Refused>();
        Provider.Requests.Should().BeEmpty();
    }

    [Fact]
    public void Without_a_site_nothing_can_be_ordered() => Market(more: ("Bandwidth:SiteId", "")).Traits.Missing.Should().Contain("BANDWIDTH_SITE_ID");

    [Fact]
    public async Task Without_a_user_of_its_own_the_API_user_orders()
    {
        Provider.Answer(200, Found);

        await Market(more: [("Bandwidth:NumbersUser", ""), ("Bandwidth:NumbersPassword", "")]).SearchAsync(Search, default);

        Provider.Requests.Single().Headers["Authorization"].Should().Be(Calls.Basic("user", "secret").Value);
    }
}
