using AngleSharp.Html.Dom;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Web;

/// <summary>Links to one text of a conversation lead to it, however many came after it.</summary>
public sealed class TextPlaceTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();
    private HttpClient ann = null!;
    private Ticket ticket = null!;

    public async Task InitializeAsync()
    {
        ann = await desk.SignedInAsync();
        await desk.Client.TextAsync("Hello", "m1");
        ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 2 && timeline.All(text => text.DueAt is null));
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task From_the_list_of_failed_texts_and_from_the_texts_own_page()
    {
        await FailAsync("failed");
        await WriteAsync(60);

        foreach (var (page, link) in new[] { ("/admin/failed", "#failed-failed a.code"), ("/admin/messages/failed", ".trail a") })
            await LeadsToAsync((await ann.PageAsync(page)).QuerySelector(link)!, "failed");
    }

    [Fact]
    public async Task From_the_ledger_of_a_consent()
    {
        await desk.Client.TextAsync("STOP", "m2");
        var stop = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.Text == "STOP"))).Single(text => text.Text == "STOP");
        await WriteAsync(60);
        var consents = await ann.PageAsync("/admin/consents");

        var ledger = await ann.PageAsync(consents.QuerySelector("#consents tbody a")!.GetAttribute("href")!);

        await LeadsToAsync(ledger.QuerySelector("#ledger a")!, stop.Id);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(510)]
    public async Task To_an_older_page_when_too_many_came_after_it(int later)
    {
        await WriteAsync(3);
        await FailAsync("failed", minutes: 4);
        await WriteAsync(later, from: 5);

        var page = await ann.PageAsync((await ann.PageAsync("/admin/failed")).QuerySelector("#failed-failed a.code")!.GetAttribute("href")!);

        page.QuerySelectorAll("[data-message]")[^1].Id.Should().Be("message-failed");
        page.QuerySelector(".timeline")!.TextContent.Should().Contain("Newest messages");
        (await ann.PageAsync($"/admin/tickets/{ticket.Code}?text=nobody")).QuerySelector($"#message-note{later + 4}").Should().NotBeNull();
    }

    [Fact]
    public async Task From_a_text_to_the_one_that_was_sent_in_its_place()
    {
        await FailAsync("failed", again: "again");
        await WriteAsync(60);
        await desk.Store.InsertAsync(Text("again", minutes: 61), default);
        await WriteAsync(60, from: 100);
        var all = await ann.PageAsync($"/admin/tickets/{ticket.Code}?text=failed");
        var past = await ann.PageAsync($"/admin/tickets/{ticket.Code}?before={Uri.EscapeDataString(MessageIndexes.Timeline.KeyOf(Text("note5", 5))!)}");

        all.QuerySelector("#message-failed .reason a")!.GetAttribute("href").Should().Be("#message-again");
        await LeadsToAsync(past.QuerySelector("#message-failed .reason a")!, "again");
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("nobody")]
    public async Task The_newest_page_stands_where_it_always_does_when_the_text_is_on_it_or_nowhere(string text)
    {
        await WriteAsync(60);
        await FailAsync("failed", minutes: 100);

        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}?text={text}");

        page.QuerySelectorAll("[data-message]").Should().HaveCount(50);
        page.QuerySelector("[data-message='failed']").Should().NotBeNull();
    }

    private async Task LeadsToAsync(AngleSharp.Dom.IElement link, string text)
    {
        var parts = link.GetAttribute("href")!.Split('#');
        parts[1].Should().Be($"message-{text}");
        IHtmlDocument page = await ann.PageAsync(parts[0]);
        page.QuerySelector($"#message-{text}").Should().NotBeNull();
        page.QuerySelectorAll("[data-message]").Should().HaveCountGreaterThan(60, "nothing between that text and the newest is left out");
    }

    private async Task FailAsync(string id, int minutes = 0, string? again = null) =>
        await desk.Store.InsertAsync(Text(id, minutes) with { State = MessageState.Failed, Failure = "No such number.", ResentAs = again }, default);

    private async Task WriteAsync(int count, int from = 0)
    {
        for (var number = from; number < from + count; number++)
            await desk.Store.InsertAsync(Text($"note{number}", number), default);
    }

    private Message Text(string id, int minutes) => Samples.Outbound(MessageState.Sent, Samples.Morning.AddDays(1).AddMinutes(minutes), id) with { TicketId = ticket.Code, DueAt = null };
}
