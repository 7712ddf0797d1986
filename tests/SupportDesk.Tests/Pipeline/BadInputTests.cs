using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Pipeline;

public sealed class BadInputTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData("originator=31612345678&payload=Hello", "application/x-unheard-of", "Hello")]
    [InlineData("originator=31612345678&payload=%ff%fe", "application/x-www-form-urlencoded", "\ufffd\ufffd")]
    [InlineData("originator=31612345678&payload=", "application/x-www-form-urlencoded", "")]
    [InlineData("originator=31612345678&payload=a%00b", "application/x-www-form-urlencoded", "a\0b")]
    [InlineData("originator=31612345678&payload=%1b%5b31m%e2%80%ae", "application/x-www-form-urlencoded", "\u001b[31m\u202e")]
    [InlineData("{\"originator\":31612345678,\"body\":\"<script>alert(1)</script>\"}", "application/json", "<script>alert(1)</script>")]
    public async Task Strange_texts_are_kept_as_they_are(string body, string contentType, string expected)
    {
        (await PostAsync(body, contentType)).StatusCode.Should().Be(HttpStatusCode.OK);

        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.IsInbound));
        texts.Single(text => text.IsInbound).Text.Should().Be(expected);
        using var ann = await desk.SignedInAsync();
        (await ann.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await ann.GetAsync($"/admin/tickets/{ticket.Code}")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_text_of_ten_thousand_characters_is_kept_whole()
    {
        var words = string.Concat(Enumerable.Repeat("0123456789", 1000));

        await desk.Client.TextAsync(words, "m1");

        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.IsInbound))).Single(text => text.IsInbound).Text.Should().Be(words);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_as_too_large()
    {
        (await PostAsync("originator=31612345678&payload=" + new string('x', 300_000), "application/x-www-form-urlencoded")).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        using var chunked = new StreamContent(new MemoryStream(new byte[300_000]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhook") { Content = chunked };
        request.Headers.TransferEncodingChunked = true;

        (await desk.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await desk.TicketsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/webhook", "application/x-www-form-urlencoded")]
    [InlineData("/webhooks/messagebird/status", "application/json")]
    [InlineData("/sign-in", "application/x-www-form-urlencoded")]
    [InlineData("/sign-in", "multipart/form-data; boundary=x")]
    public Task A_body_that_breaks_the_rules_of_HTTP_is_refused_without_a_word_in_the_log(string path, string contentType) =>
        RefusedQuietlyAsync($"POST {path} HTTP/1.1\r\nHost: desk\r\nContent-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", 400);

    /// <summary>The server itself gives up on such a body, by its own clock, after 5 seconds.</summary>
    [Fact]
    public Task A_body_that_never_comes_to_its_end_is_refused_without_a_word_in_the_log() =>
        RefusedQuietlyAsync("POST /webhook HTTP/1.1\r\nHost: desk\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\noriginator=31612345678", 408);

    [Theory]
    [InlineData("0612345678")]
    [InlineData("+31 6 1234-5678")]
    [InlineData("1")]
    [InlineData("99999999999999999999")]
    [InlineData("<b>x</b>")]
    [InlineData("a|b\\c")]
    [InlineData("ÄÖÜ-Shop")]
    [InlineData("‮31612345678")]
    public async Task A_sender_of_any_shape_opens_a_ticket(string sender)
    {
        (await desk.Client.TextAsync("Hello", "m1", from: sender)).StatusCode.Should().Be(HttpStatusCode.OK);

        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        using var ann = await desk.SignedInAsync();
        (await ann.GetAsync($"/admin/tickets/{ticket.Code}")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?originator=")]
    public async Task A_person_or_a_probe_that_calls_without_anything_gets_an_answer(string query) =>
        (await desk.Client.GetAsync("/webhook" + query)).IsSuccessStatusCode.Should().BeTrue();

    [Fact]
    public async Task A_webhook_that_cannot_be_understood_is_kept_once_shown_and_replayed()
    {
        var answer = await PostAsync("sender=31612345678&text=Hello", "application/x-www-form-urlencoded");
        await PostAsync("sender=31612345678&text=Hello", "application/x-www-form-urlencoded");

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("originator");
        using var ann = await desk.SignedInAsync();
        var list = await ann.PageAsync("/admin/webhooks");
        var kept = list.QuerySelectorAll("[data-webhook]").Should().ContainSingle().Subject.GetAttribute("data-webhook");
        var shown = await ann.PageAsync($"/admin/webhooks/{kept}");
        shown.Body!.TextContent.Should().Contain("sender=31612345678&text=Hello");

        var replay = await Browsing.ReadAsync(await ann.SubmitAsync($"/admin/webhooks/{kept}", $"[action$='/replay']"));
        replay.QuerySelector("main [role=alert]")!.TextContent.Should().Contain("still cannot be taken in");
        await ann.SubmitAsync($"/admin/webhooks/{kept}", "[action$='/dismissal']");
        (await ann.PageAsync("/admin/webhooks")).QuerySelector("[data-webhook]").Should().BeNull();
        (await ann.PageAsync("/admin/webhooks?settled=true")).QuerySelectorAll("[data-webhook]").Should().ContainSingle();
    }

    [Fact]
    public async Task What_a_kept_call_hides_or_turns_round_is_shown_as_its_code()
    {
        const string Body = "sender=31612345678&text=\u202egnp.exe\u0007";
        (await SayAsync($"POST /webhook HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nX-Note: \u202eturned\r\nContent-Length: {Encoding.UTF8.GetByteCount(Body)}\r\n\r\n{Body}")).Should().StartWith("HTTP/1.1 202 ");
        using var ann = await desk.SignedInAsync();

        var list = await ann.PageAsync("/admin/webhooks");
        var shown = await ann.PageAsync(list.QuerySelector("[data-webhook] a")!.GetAttribute("href")!);

        shown.QuerySelector("pre")!.TextContent.Should().Contain("text=[U+202E]gnp.exe[U+0007]").And.Contain("X-Note: [U+202E]turned");
        (list.DocumentElement.OuterHtml + shown.DocumentElement.OuterHtml).Should().NotContain("\u202e");
    }

    [Fact]
    public async Task A_webhook_that_is_not_there_cannot_be_dismissed()
    {
        using var ann = await desk.SignedInAsync();

        (await ann.ForgeAsync("/admin/webhooks/none/dismissal")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_kept_call_holds_no_address_of_a_picture_that_still_works()
    {
        await PostAsync("""{"media":["https://desk.example.org/media/CfDJ8abc-_9"],"words":"é"}""", "application/json");

        var kept = (await desk.Services.GetRequiredService<WebhookShelf>().PageAsync(waiting: true, null, default)).Items.Single();
        System.Text.Encoding.UTF8.GetString(kept.Body).Should().Be("""{"media":["https://desk.example.org/media/[removed]"],"words":"é"}""");
    }

    [Fact]
    public async Task A_call_that_comes_again_after_it_was_settled_waits_again()
    {
        await PostAsync("sender=31612345678&text=Hello", "application/x-www-form-urlencoded");
        var shelf = desk.Services.GetRequiredService<WebhookShelf>();
        await shelf.DismissAsync((await shelf.PageAsync(waiting: true, null, default)).Items.Single().Id, "Ann", default);

        desk.Time.Advance(TimeSpan.FromDays(1));
        (await PostAsync("sender=31612345678&text=Hello", "application/x-www-form-urlencoded")).StatusCode.Should().Be(HttpStatusCode.Accepted);

        (await shelf.PageAsync(waiting: true, null, default)).Items.Should().ContainSingle().Which.At.Should().BeOnOrAfter(Samples.Morning.AddDays(1));
    }

    [Fact]
    public async Task A_report_for_a_text_that_nobody_knows_is_kept()
    {
        (await desk.Client.ReportAsync("no-such-reference", "delivered")).StatusCode.Should().Be(HttpStatusCode.Accepted);

        (await desk.Services.GetRequiredService<WebhookShelf>().CountWaitingAsync(default)).Should().Be(1);
    }

    [Fact]
    public async Task A_gateway_that_does_not_exist_is_not_found() =>
        (await desk.Client.GetAsync("/webhooks/nobody/inbound")).StatusCode.Should().Be(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("/admin?after=zzz&view=nonsense")]
    [InlineData("/admin?after=%00%ff&view=all")]
    [InlineData("/admin?q=%00")]
    [InlineData("/admin?q=<script>")]
    [InlineData("/admin/tickets/NOSUCH")]
    [InlineData("/admin/tickets/..%2f..%2fetc")]
    [InlineData("/admin/webhooks?after=x&settled=maybe")]
    [InlineData("/admin/webhooks/none")]
    public async Task Nothing_in_an_address_makes_a_page_break(string path)
    {
        using var ann = await desk.SignedInAsync();

        ((int)(await ann.GetAsync(path)).StatusCode).Should().BeLessThan(500);
    }

    private async Task RefusedQuietlyAsync(string request, int status)
    {
        using var log = new LogRecorder();
        desk.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        (await SayAsync(request)).Should().StartWith($"HTTP/1.1 {status} ");

        log.Lines.Where(line => line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal)).Should().BeEmpty();
    }

    /// <summary>What the desk says to these bytes until it hangs up.</summary>
    private async Task<string> SayAsync(string bytes)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var line = new TcpClient();
        await line.ConnectAsync(desk.Address.Host, desk.Address.Port, giveUp.Token);
        await line.GetStream().WriteAsync(Encoding.UTF8.GetBytes(bytes), giveUp.Token);
        using var reader = new StreamReader(line.GetStream());
        return await reader.ReadToEndAsync(giveUp.Token);
    }

    private Task<HttpResponseMessage> PostAsync(string body, string contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return desk.Client.PostAsync("/webhook", content);
    }
}
