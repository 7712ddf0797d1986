using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Pictures that come with texts, from Bandwidth's webhook to the agent's page.</summary>
public sealed class AttachmentTests : IAsyncLifetime
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    /// <summary>What is answered to the next that ask for a picture; a picture when nothing is said.</summary>
    private readonly ConcurrentQueue<Func<HttpContext, Task>> pictures = new();

    private RecordingProvider provider = null!;
    private DeskHost desk = null!;

    public async Task InitializeAsync()
    {
        provider = await RecordingProvider.StartAsync((context, request) =>
            request.Method == "POST" ? RecordingProvider.AnswerAsync(context, 202, """{"id":"b1"}""")
            : pictures.TryDequeue(out var answer) ? answer(context)
            : SendAsync(context, "image/png", Picture));
        desk = new DeskHost(realGateways: true, settings: [.. Gateways.Bandwidth.SendingTests.V2(provider.Url), ("Desk:Gateway", "bandwidth"), ("Desk:DefaultNumber", "+19195550100")]);
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task A_picture_is_on_the_ticket_and_only_agents_get_it()
    {
        await TextAsync("Look", "/media/1.png");
        var (ticket, text) = await TextWithAsync(attachment => attachment.State is AttachmentState.Stored);

        using var ann = await desk.SignedInAsync();
        var image = (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelector($"[data-message='{text.Id}'] [data-attachment='0'] img")!;
        var shown = await ann.GetAsync(image.GetAttribute("src"));
        var stranger = await desk.Client.GetAsync(image.GetAttribute("src"));
        ann.DefaultRequestHeaders.IfNoneMatch.Add(shown.Headers.ETag!);
        var again = await ann.GetAsync(image.GetAttribute("src"));

        text.Text.Should().Be("Look");
        (await shown.Content.ReadAsByteArrayAsync()).Should().Equal(Picture);
        (shown.Content.Headers.ContentType!.MediaType, shown.Content.Headers.ContentDisposition).Should().Be(("image/png", null));
        shown.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        shown.Headers.CacheControl!.ToString().Should().Be("no-cache, private", "whoever has signed out sees it no more");
        again.StatusCode.Should().Be(HttpStatusCode.NotModified);
        stranger.Headers.Location!.OriginalString.Should().Contain("/sign-in");
        provider.Requests.Single(request => request.Method == "GET").Headers["Authorization"].Should().Be(Calls.Basic("user", "pässword").Value);
    }

    [Fact]
    public async Task D7_When_the_download_fails_the_text_is_there_and_only_the_picture_is_tried_again()
    {
        pictures.Enqueue(context => RecordingProvider.AnswerAsync(context, 503, ""));
        await TextAsync("Look", "/media/1.png", "/media/2.png");
        var (ticket, _) = await TextWithAsync(attachment => attachment is { State: AttachmentState.Waiting, Failure: "Bandwidth answered 503." });
        using var ann = await desk.SignedInAsync();
        (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelector("[data-attachment='0']")!.TextContent.Should().Contain("Bandwidth answered 503. It is tried again.");

        desk.Time.Advance(TimeSpan.FromSeconds(8));
        await TextWithAsync(attachment => attachment.State is AttachmentState.Stored);

        (await desk.TimelineAsync(ticket.Code)).Count(text => text.IsInbound).Should().Be(1);
        provider.Requests.Where(request => request.Method == "GET").Select(request => request.Path).Should().BeEquivalentTo("/media/1.png", "/media/2.png", "/media/1.png");
    }

    [Fact]
    public async Task What_cannot_be_fetched_says_why_and_an_agent_can_ask_again()
    {
        pictures.Enqueue(context => RecordingProvider.AnswerAsync(context, 404, ""));
        await TextAsync("", "/media/1.png");
        var (ticket, text) = await TextWithAsync(attachment => attachment.State is AttachmentState.Failed);
        using var ann = await desk.SignedInAsync();
        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        page.QuerySelector("[data-attachment='0']")!.TextContent.Should().Contain("Bandwidth answered 404.");

        (await ann.SubmitAsync(page, $"[action*='{text.Id}/media/0']")).StatusCode.Should().Be(HttpStatusCode.Redirect);

        await TextWithAsync(attachment => attachment.State is AttachmentState.Stored);
    }

    [Theory]
    [InlineData("text/html", "<script>alert(1)</script>", "attachment-1.bin")]
    [InlineData("image/svg+xml", "<svg onload=alert(1)>", "attachment-1.bin")]
    [InlineData("image/png", "<script>alert(1)</script>", "attachment-1.bin")]
    [InlineData("application/pdf", "%PDF-1.7", "attachment-1.pdf")]
    public async Task What_is_no_picture_is_saved_and_never_opened(string type, string content, string name)
    {
        pictures.Enqueue(context => SendAsync(context, type, Encoding.ASCII.GetBytes(content)));
        await TextAsync("Look", "/media/1");
        var (ticket, text) = await TextWithAsync(attachment => attachment.State is AttachmentState.Stored);

        using var ann = await desk.SignedInAsync();
        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        var file = await ann.GetAsync($"/admin/messages/{text.Id}/media/0");

        page.QuerySelector("[data-attachment='0'] img").Should().BeNull();
        file.Content.Headers.ContentType!.MediaType.Should().Be("application/octet-stream");
        (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileName).Should().Be(("attachment", name));
    }

    [Fact]
    public async Task A_forged_address_is_told_and_never_asked()
    {
        await PostAsync("Look", "https://evil.example.org/1.png");

        var (_, text) = await TextWithAsync(attachment => attachment.State is AttachmentState.Failed);
        text.Attachments[0].Failure.Should().Be("Its address does not belong to Bandwidth.");
    }

    [Fact]
    public async Task What_a_node_that_died_was_fetching_is_fetched_after_its_claim()
    {
        var left = Samples.Inbound(id: "left") with { Gateway = "bandwidth", Attachments = [new($"{provider.Url}/media/1.png")], MediaDueAt = desk.Time.GetUtcNow().AddMinutes(10) };
        await desk.Store.InsertAsync(left, default);

        desk.Time.Advance(TimeSpan.FromMinutes(10.2));

        await TextWithAsync(attachment => attachment.State is AttachmentState.Stored);
    }

    [Theory]
    [InlineData("/admin/messages/nobody/media/0")]
    [InlineData("/admin/messages/nobody/media/-1")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var ann = await desk.SignedInAsync();
        (await ann.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private Task TextAsync(string text, params string[] media) => PostAsync(text, [.. media.Select(path => provider.Url + path)]);

    private async Task PostAsync(string text, params string[] media)
    {
        var body = $$$"""[{"type":"message-received","to":"+19195550100","message":{"id":"m1","owner":"+19195550100","time":"2026-03-02T09:00:00Z","direction":"in","to":["+19195550100"],"from":"+13865550100","text":"{{{text}}}","media":["{{{string.Join("\",\"", media)}}}"]}}]""";
        using var call = new HttpRequestMessage(HttpMethod.Post, "/webhooks/bandwidth/inbound") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        call.Headers.Add("Authorization", Calls.Basic("bwhook", "s3cr3t:with:colon").Value);
        (await desk.Client.SendAsync(call)).EnsureSuccessStatusCode();
    }

    private async Task<(Ticket Ticket, Message Text)> TextWithAsync(Predicate<Attachment> first)
    {
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        var timeline = await desk.TimelineAsync(ticket.Code, texts => texts.Any(text => text is { IsInbound: true, Attachments: [var one, ..] } && first(one)));
        return (ticket, timeline.Single(text => text.IsInbound));
    }

    private static async Task SendAsync(HttpContext context, string type, byte[] bytes)
    {
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(bytes);
    }
}
