using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.NumberOrders;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Systems;

/// <summary>R4: numbers over Bandwidth, by its older and its newer API.</summary>
public sealed class BandwidthNumberOrders
{
    private const string Number = "+19105550103";
    private const string OrderPath = "/admin/numbers/orders/bandwidth-19105550103";

    [Theory]
    [InlineData("V1")]
    [InlineData("V2")]
    public async Task R4_Numbers_are_searched_by_area_code_five_at_a_time_and_the_chosen_one_is_bought_for_the_application(string version)
    {
        await using var bandwidth = await RecordingProvider.StartAsync((context, request) => AnswerAsync(context, request, "COMPLETE"));
        await using var desk = NewDesk(bandwidth, version);
        using var ann = await desk.SignedInAsync();

        var page = await ann.PageAsync("/admin/numbers/market/bandwidth?Digits=910&Page=1");
        page.QuerySelectorAll("[data-offer]").Should().HaveCount(5);
        (await ann.PageAsync(page.QuerySelector("[rel='next']")!.GetAttribute("href")!)).QuerySelectorAll("[data-offer]").Select(row => row.GetAttribute("data-offer")).Should().StartWith("+19105550106");
        await ann.SubmitAsync(page, "[action='/admin/numbers/orders']", ("offer", page.QuerySelector($"[data-offer='{Number}'] [name='offer']")!.GetAttribute("value")!));
        await ann.SubmitAsync(OrderPath, "[data-form='purchase']", ("agreed", "true"));

        var bought = bandwidth.Requests.Single(request => request.Method == "POST");
        if (version is "V1")
            JsonNode.Parse(bought.Body)!.AsObject().Select(field => (field.Key, (string)field.Value!)).Should().Equal(("number", Number), ("applicationId", "app-1"));
        else
            XElement.Parse(bought.Body).Descendants().Where(element => !element.HasElements).Select(element => (element.Name.LocalName, element.Value)).Should().Equal(("SiteId", "743"), ("PeerId", "500"), ("PartialAllowed", "false"), ("TelephoneNumber", "9105550103"));
        desk.Services.GetRequiredService<SupportNumbers>().For(Number).Gateway.Should().Be("bandwidth");
        await TextAsync(desk);
        (await desk.OnlyTicketAsync()).SupportNumber.Should().Be(Number);
    }

    [Fact]
    public async Task R4_An_order_that_is_carried_out_later_is_looked_at_until_it_is()
    {
        var status = "RECEIVED";
        await using var bandwidth = await RecordingProvider.StartAsync((context, request) => AnswerAsync(context, request, request.Method == "POST" ? "RECEIVED" : status));
        await using var desk = NewDesk(bandwidth, "V2");
        using var ann = await desk.SignedInAsync();
        var page = await ann.PageAsync("/admin/numbers/market/bandwidth?Digits=910&Page=1");
        await ann.SubmitAsync(page, "[action='/admin/numbers/orders']", ("offer", page.QuerySelector($"[data-offer='{Number}'] [name='offer']")!.GetAttribute("value")!));
        await ann.SubmitAsync(OrderPath, "[data-form='purchase']", ("agreed", "true"));

        await ann.SubmitAsync(OrderPath, "[data-form='next']");
        (await desk.Store.FindAsync<NumberOrder>("bandwidth-19105550103", default))!.State.Should().Be(OrderState.Ordered);
        status = "COMPLETE";
        await ann.SubmitAsync(OrderPath, "[data-form='next']");

        (await desk.Store.FindAsync<NumberOrder>("bandwidth-19105550103", default))!.State.Should().Be(OrderState.Done);
        bandwidth.Requests.Count(request => request.Method == "POST").Should().Be(1);
        bandwidth.Requests.Last().Path.Should().Be("/api/accounts/5500123/orders/47955ac4-1");
    }

    /// <summary>As many numbers as are asked for.</summary>
    private static Task AnswerAsync(HttpContext context, RecordedRequest request, string status)
    {
        var lines = Enumerable.Range(1, int.TryParse(context.Request.Query["quantity"], out var quantity) ? quantity : 0).ToList();
        return request.Path switch
        {
            var path when path.StartsWith("/v1/availableNumbers", StringComparison.Ordinal) => RecordingProvider.AnswerAsync(context, 200, $"[{string.Join(',', lines.Select(line => $$"""{"number":"+191055501{{line:00}}","city":"WILMINGTON","state":"NC","price":"0.35"}"""))}]"),
            var path when path.EndsWith("/phoneNumbers", StringComparison.Ordinal) => RecordingProvider.AnswerAsync(context, 201, ""),
            var path when path.Contains("/availableNumbers", StringComparison.Ordinal) => RecordingProvider.AnswerAsync(context, 200, $"<SearchResult><TelephoneNumberList>{string.Concat(lines.Select(line => $"<TelephoneNumber>91055501{line:00}</TelephoneNumber>"))}</TelephoneNumberList></SearchResult>"),
            _ => RecordingProvider.AnswerAsync(context, 200, $"<OrderResponse><Order><id>47955ac4-1</id></Order><OrderStatus>{status}</OrderStatus></OrderResponse>"),
        };
    }

    private static async Task TextAsync(DeskHost desk)
    {
        var call = new HttpRequestMessage(HttpMethod.Post, "/webhooks/bandwidth/inbound")
        {
            Content = new StringContent($$$"""[{"type":"message-received","to":"{{{Number}}}","message":{"id":"m1","owner":"{{{Number}}}","direction":"in","to":["{{{Number}}}"],"from":"+13865550100","text":"Hello"}}]""", Encoding.UTF8, "application/json"),
        };
        call.Headers.Add("Authorization", Calls.Basic("bwhook", "w0rd").Value);
        (await desk.Client.SendAsync(call)).EnsureSuccessStatusCode();
    }

    private static DeskHost NewDesk(RecordingProvider bandwidth, string version) => new(realGateways: true, settings:
    [
        ("BANDWIDTH_ACCOUNT_ID", "5500123"), ("BANDWIDTH_USER", "user"), ("BANDWIDTH_PASSWORD", "secret"), ("BANDWIDTH_APPLICATION_ID", "app-1"), ("BANDWIDTH_WEBHOOK_USER", "bwhook"), ("BANDWIDTH_WEBHOOK_PASSWORD", "w0rd"),
        ("BANDWIDTH_SITE_ID", "743"), ("BANDWIDTH_PEER_ID", "500"), ("DESK_NUMBER", Samples.Desk), ("Desk:Gateway", "bandwidth"), ("Bandwidth:Version", version), ("Desk:Confirmation", ""),
        ("Bandwidth:ApiUrl", bandwidth.Url + "/v1"), ("Bandwidth:NumbersUrl", bandwidth.Url + "/api"),
    ]);
}
