using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
using SupportDesk.Exchanges;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>The page of one text.</summary>
public sealed class MessagePageTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();
    private HttpClient administrator = null!;

    public async Task InitializeAsync() => administrator = await desk.SignedInAsync();

    public async Task DisposeAsync()
    {
        administrator.Dispose();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task A_text_that_is_not_there_is_a_page_of_the_desks_own()
    {
        foreach (var id in new[] { "nobody", "..%2f", new string('x', 500), "a%7Cb" })
        {
            var answer = await administrator.GetAsync($"/admin/messages/{id}");
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await Browsing.ReadAsync(answer)).QuerySelector("h1")!.TextContent.Should().Be("Not found");
        }
    }

    [Fact]
    public async Task A_customers_text_shows_where_it_came_from_and_the_call_that_brought_it()
    {
        await desk.Client.TextAsync("Hello there", "m1");
        var ticket = await desk.OnlyTicketAsync();
        var message = (await desk.TimelineAsync(ticket.Code, messages => messages.Any(text => text.IsInbound))).Single(text => text.IsInbound);

        var conversation = await administrator.PageAsync($"/admin/tickets/{ticket.Code}");
        var address = conversation.QuerySelector($"#message-{message.Id} .to-details")!.GetAttribute("href")!;
        var page = await administrator.PageAsync(address);

        page.QuerySelector("#text")!.TextContent.Should().Be("Hello there");
        page.QuerySelector(".facts")!.TextContent.Should().ContainAll(Samples.Customer, Samples.Desk, "messagebird", message.Id, "m1", "1 SMS by our count");
        page.QuerySelector(".trail a")!.GetAttribute("href").Should().Be($"/admin/tickets/{ticket.Code}?text={message.Id}#message-{message.Id}");
        var call = page.QuerySelector("[data-call=Text]")!;
        call.TextContent.Should().ContainAll("POST http", "/webhook", "payload=Hello+there", "payload = Hello there");
    }

    [Fact]
    public async Task Agents_see_states_and_words_and_only_administrators_the_calls()
    {
        var agents = desk.Services.GetRequiredService<AgentDesk>();
        await agents.AddAsync("bob", "Bob", AgentRole.Agent, (await agents.AllAsync(default))[0].PasswordHash, default);
        using var agent = await desk.SignedInAsync("bob");
        await StoreAsync(Samples.Outbound(MessageState.Failed, id: "one") with { Failure = "No such number.", Exchanges = [new(ExchangeKind.Send, Samples.Morning, "POST", "https://provider/one")] });

        var (seen, all) = (await agent.PageAsync("/admin/messages/one"), await administrator.PageAsync("/admin/messages/one"));

        seen.QuerySelector(".trace")!.TextContent.Should().Contain("No such number.").And.NotContain("https://provider").And.Contain("Administrators also see");
        all.QuerySelector("#calls")!.TextContent.Should().ContainAll("https://provider/one", "no answer", "No answer came.");
    }

    [Fact]
    public async Task A_send_shows_its_answer_and_what_is_left_out()
    {
        var calls = Enumerable.Range(1, 20).Select(number => new Exchange(ExchangeKind.Send, Samples.Morning, "POST", $"https://provider/{number}")
        {
            Asked = new("application/json", """{"to":"31612345678","n":[1,2]}""", 7),
            Status = 400 + number,
            Answered = new("application/json", """{"error":"x"}"""),
        }).ToList();
        await StoreAsync(Samples.Outbound(MessageState.Failed, id: "one").Keep(calls));

        var page = await administrator.PageAsync("/admin/messages/one");

        page.QuerySelectorAll("[data-call=Send]").Should().HaveCount(Message.MostExchanges);
        page.QuerySelector("[data-left-out]")!.TextContent.Should().Be("8 more calls are not kept.");
        page.QuerySelector("#call-1")!.TextContent.Should().Contain("""{"to":"31612345678","n":[1,2]}""");
        page.QuerySelector("[data-call]")!.TextContent.Should().ContainAll("answered 401", "7 more characters are not kept", "Status 401");
        page.QuerySelectorAll("[data-call] pre")[1].TextContent.Should().Contain("\"to\": \"31612345678\"");
    }

    [Fact]
    public async Task States_reports_on_parts_and_media_are_all_there()
    {
        await StoreAsync(Samples.Outbound(MessageState.Failed, id: "one") with
        {
            PartCount = 2,
            PartReports = [new("part-1", MessageState.Delivered, null), new("part-2", MessageState.Failed, "Absent subscriber.")],
            Changes = [new(MessageState.Queued, Samples.Morning), new(MessageState.Sending, Samples.Morning), new(MessageState.Failed, Samples.Morning, "Absent subscriber.")],
        });
        await StoreAsync(Samples.Inbound(id: "two") with { Attachments = [new("https://media.example/a.jpg")] });

        var page = await administrator.PageAsync("/admin/messages/one");
        page.QuerySelectorAll("#states li").Select(step => step.GetAttribute("data-state")).Should().Equal("Queued", "Sending", "Failed");
        page.QuerySelector("#parts")!.TextContent.Should().ContainAll("part-1", "part-2", "Absent subscriber.");
        page.QuerySelector(".facts")!.TextContent.Should().Contain("2 by the provider’s");
        var other = await administrator.PageAsync("/admin/messages/two");
        other.QuerySelector(".facts")!.TextContent.Should().Contain("https://media.example/a.jpg");
        other.QuerySelectorAll("a[href*='media.example']").Should().BeEmpty("nothing leads to a stranger's address");
    }

    [Fact]
    public async Task Nasty_content_is_shown_as_text()
    {
        const string Nasty = "<script>alert(1)</script>\u202Eevil\0\u001B[2J</pre>\"'";
        await StoreAsync(Samples.Outbound(MessageState.Failed, id: "one") with
        {
            Text = Nasty,
            Failure = Nasty,
            ProviderId = Nasty,
            Gateway = "messagebird",
            AgentName = Nasty,
            Exchanges = [new(ExchangeKind.Send, Samples.Morning, "POST", "https://p/?a=" + Nasty) { Asked = new(Nasty, $$"""{"a":"\u0000\ud800\u202e<b>"}{{Nasty}}"""), Status = 200, Answered = new(null, """{"a":"\u0000\ud800"}""") }],
        });

        var html = await administrator.GetStringAsync("/admin/messages/one");

        html.Should().NotContain("<script>alert").And.NotContain("\u202E").And.NotContain("\0").And.NotContain("\u001B").And.Contain("[U&#x2B;202E]");
        (await administrator.GetStringAsync("/admin/failed")).Should().NotContain("<script>alert").And.NotContain("\u202E");
    }

    [Fact]
    public async Task A_failed_text_is_sent_again_from_its_page_even_when_it_was_dismissed()
    {
        await desk.StopOutboxAsync();
        await StoreAsync(Samples.Outbound(MessageState.Failed, id: "one"));
        await administrator.SubmitAsync("/admin/messages/one", "[action$='/dismissal']");
        var page = await administrator.PageAsync("/admin/messages/one");
        page.QuerySelector("form[action$='/dismissal']").Should().BeNull();

        var answer = await administrator.SubmitAsync("/admin/messages/one", "[action$='/resend']");

        answer.Headers.Location!.OriginalString.Should().Be("/admin/messages/one");
        page = await administrator.PageAsync("/admin/messages/one");
        page.QuerySelector("[data-resent] a")!.GetAttribute("href").Should().Be("/admin/messages/one~2");
        page.QuerySelector("form[action$='/resend']").Should().BeNull();
        (await administrator.PageAsync("/admin/messages/one~2")).QuerySelector(".trace")!.TextContent.Should().Contain("Sent in place of");
    }

    private Task<bool> StoreAsync(Message message) => desk.Store.InsertAsync(message with { DueAt = null }, default);
}
