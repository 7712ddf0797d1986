using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>Where a sign-in leads: back to where the person was, and never to another site.</summary>
public sealed class ReturningTests
{
    [Theory]
    [InlineData("https://evil.example/", "/admin")]
    [InlineData("//evil.example/", "/admin")]
    [InlineData("/\\evil.example", "/admin")]
    [InlineData("/admin/agents", "/admin/agents")]
    public async Task Signing_in_never_leads_to_another_site(string returnUrl, string expected)
    {
        await using var desk = new DeskHost();

        var answer = await desk.Client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password), ("ReturnUrl", returnUrl));

        answer.Headers.Location!.OriginalString.Should().Be(expected);
    }

    [Fact]
    public async Task Whose_session_ended_while_they_wrote_is_led_back_to_the_page_with_the_form()
    {
        await using var desk = new DeskHost();
        await desk.Client.TextAsync("Hello", "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        var page = new Uri(desk.Address, $"/admin/tickets/{ticket.Code}?view=unread");

        var challenged = await PostAsync(desk, $"/admin/tickets/{ticket.Code}/replies", page);
        var signedIn = await desk.Client.SubmitAsync(challenged.Headers.Location!.OriginalString, "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));

        signedIn.Headers.Location!.OriginalString.Should().Be(page.PathAndQuery);
        (await Browsing.ReadAsync(await desk.Client.GetAsync(signedIn.Headers.Location))).QuerySelector("#ticket-title")!.TextContent.Should().Contain(ticket.CustomerNumber);
    }

    [Theory]
    [InlineData("replies")]
    [InlineData("closure")]
    public async Task Who_wrote_on_the_page_of_a_refused_form_is_led_back_to_the_ticket(string form)
    {
        await using var desk = new DeskHost();
        await desk.Client.TextAsync("Hello", "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        using var ann = await desk.SignedInAsync();

        var back = await ann.GetAsync($"/admin/tickets/{ticket.Code}/{form}?view=Unread");

        back.Headers.Location!.OriginalString.Should().Be($"/admin/tickets/{ticket.Code}?view=unread");
        (await ann.GetAsync("/admin/webhooks/some/replay")).Headers.Location!.OriginalString.Should().Be("/admin/webhooks/some");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("about:blank")]
    [InlineData("not an address")]
    [InlineData("https://evil.example//evil.example/")]
    [InlineData("https://evil.example/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_form_that_came_from_nowhere_leads_to_the_inbox(string? referer)
    {
        await using var desk = new DeskHost();

        var challenged = await PostAsync(desk, "/admin/tickets/K7F2QD/replies", referer);
        var signedIn = await desk.Client.SubmitAsync(challenged.Headers.Location!.OriginalString, "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));

        signedIn.Headers.Location!.OriginalString.Should().Be("/admin");
    }

    private static Task<HttpResponseMessage> PostAsync(DeskHost desk, string path, object? referer)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("Text", "An answer")]) };
        if (referer is not null)
            request.Headers.TryAddWithoutValidation("Referer", referer.ToString()).Should().BeTrue();
        return desk.Client.SendAsync(request);
    }
}
