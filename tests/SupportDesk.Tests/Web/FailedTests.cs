using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>The list of texts that failed or are not confirmed, and what agents do about them.</summary>
public sealed class FailedTests : IAsyncLifetime
{
    private readonly DeskHost desk = new();
    private HttpClient ann = null!;
    private HttpClient bob = null!;

    public async Task InitializeAsync()
    {
        var agents = desk.Services.GetRequiredService<AgentDesk>();
        await desk.Events.UntilAsync(() => agents.AllAsync(default), all => all.Count == 1);
        await agents.AddAsync("bob", "Bob", AgentRole.Agent, (await agents.AllAsync(default))[0].PasswordHash, default);
        await desk.StopOutboxAsync();
        (ann, bob) = (await desk.SignedInAsync(), await desk.SignedInAsync("bob"));
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_sees_it_who_has_not_signed_in()
    {
        foreach (var path in new[] { "/admin/failed", "/admin/failed/list", "/admin/failed/count", "/admin/messages/x" })
            (await desk.Client.GetAsync(path)).Headers.Location!.OriginalString.Should().Contain("/sign-in");
    }

    [Fact]
    public async Task An_empty_list_says_that_nothing_failed()
    {
        await StoreAsync("sent", MessageState.Sent);

        var page = await bob.PageAsync("/admin/failed");

        page.QuerySelector(".empty")!.TextContent.Should().Contain("Nothing has failed");
        page.QuerySelector("#failed-count")!.HasAttribute("hidden").Should().BeTrue();
    }

    [Fact]
    public async Task Failed_and_unconfirmed_texts_are_listed_the_newest_first_with_reason_and_ticket()
    {
        await StoreAsync("one", MessageState.Failed, minutes: 1);
        await StoreAsync("two", MessageState.Unconfirmed, minutes: 2);
        await StoreAsync("three", MessageState.Delivered, minutes: 3);

        var page = await bob.PageAsync("/admin/failed");

        Ids(page).Should().Equal("two", "one");
        var row = page.QuerySelector("#failed-one")!;
        row.TextContent.Should().Contain("No such number.").And.Contain(Samples.Customer).And.Contain("2 tries").And.Contain("K7F2QD");
        page.QuerySelector("#failed-count")!.TextContent.Should().Be("2");
        page.QuerySelectorAll("#failed-two details").Should().NotBeEmpty("an unconfirmed one is sent again only after a question");
    }

    [Fact]
    public async Task A_long_list_goes_on_behind_its_last_and_the_count_stops_at_999()
    {
        for (var number = 0; number < 1001; number++)
            await StoreAsync($"f{number:0000}", MessageState.Failed, minutes: number);

        var page = await bob.PageAsync("/admin/failed");
        page.QuerySelector("#failed-count")!.TextContent.Should().Be("999+");
        Ids(page).Should().Equal(Enumerable.Range(951, 50).Reverse().Select(number => $"f{number:0000}"));
        var older = page.QuerySelectorAll("a").OfType<IHtmlAnchorElement>().Single(link => link.TextContent == "Older");

        Ids(await bob.PageAsync(older.GetAttribute("href")!)).Should().Equal(Enumerable.Range(901, 50).Reverse().Select(number => $"f{number:0000}"));
    }

    [Fact]
    public async Task A_failed_text_is_sent_again_and_leaves_the_list()
    {
        await StoreAsync("one", MessageState.Failed);

        var answer = await bob.SubmitAsync("/admin/failed", "[action$='/resend']");

        answer.Headers.Location!.OriginalString.Should().Be("/admin/failed");
        var page = await bob.PageAsync("/admin/failed");
        Notice(page).Should().Be("The text was sent again.");
        Ids(page).Should().BeEmpty();
        (await FindAsync("one~2")).Should().Match<Message>(again => again.State == MessageState.Queued && again.AgentName == "Bob");
    }

    [Fact]
    public async Task A_dismissed_text_leaves_the_list_and_its_page_says_who_and_when()
    {
        await StoreAsync("one", MessageState.Failed);

        await bob.SubmitAsync("/admin/failed", "[action$='/dismissal']");

        Ids(await bob.PageAsync("/admin/failed")).Should().BeEmpty();
        (await bob.PageAsync("/admin/messages/one")).QuerySelector("[data-dismissed]")!.TextContent.Should().Contain("Dismissed by Bob").And.Contain("2 Mar 2026");
        desk.Carrier.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData("resend", "resend", "The text was not sent again. Ann sent it again a moment ago.")]
    [InlineData("resend", "dismissal", "The text was not dismissed. Ann sent it again a moment ago.")]
    [InlineData("dismissal", "resend", "The text was not sent again. Ann dismissed it a moment ago.")]
    [InlineData("dismissal", "dismissal", "The text was not dismissed. Ann dismissed it a moment ago.")]
    public async Task Of_two_agents_the_second_is_told_what_the_first_did(string first, string second, string words)
    {
        await StoreAsync("one", MessageState.Failed);
        var seen = await bob.PageAsync("/admin/failed");
        await ann.SubmitAsync("/admin/failed", $"[action$='/{first}']");

        await bob.SubmitAsync(seen, $"[action$='/{second}']");

        Notice(await bob.PageAsync("/admin/failed")).Should().Be(words);
        (await FindAsync("one~3")).Should().BeNull();
        (await FindAsync("one~2") is not null).Should().Be(first == "resend");
    }

    [Fact]
    public async Task A_report_that_came_meanwhile_is_told()
    {
        await StoreAsync("one", MessageState.Unconfirmed);
        var seen = await bob.PageAsync("/admin/failed");
        await desk.Client.ReportAsync("one", "delivered");

        await bob.SubmitAsync(seen, "[action$='/resend']");

        Notice(await bob.PageAsync("/admin/failed")).Should().Be("The text was not sent again. It is delivered now.");
    }

    [Fact]
    public async Task Many_hands_at_the_same_moment_send_it_once_and_all_but_one_are_told()
    {
        await StoreAsync("one", MessageState.Failed);
        var texts = desk.Services.GetRequiredService<FailedTexts>();

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() => texts.SendAgainAsync("one", new($"a{number}", $"Agent {number}"), evenDismissed: false, default))));

        results.OfType<FailedResult.Done>().Should().ContainSingle();
        var winner = (await FindAsync("one~2"))!.AgentName;
        results.OfType<FailedResult.Meanwhile>().Should().HaveCount(11).And.OnlyContain(told => told.Again!.AgentName == winner);
    }

    [Fact]
    public async Task Whoever_sends_again_while_another_dismisses_is_told_and_nothing_is_lost()
    {
        await StoreAsync("one", MessageState.Failed);
        var texts = desk.Services.GetRequiredService<FailedTexts>();

        var (again, dismissed) = (texts.SendAgainAsync("one", Samples.Ann, evenDismissed: false, default), texts.DismissAsync("one", new("bob", "Bob"), default));
        await Task.WhenAll(again, dismissed);

        var now = (await FindAsync("one"))!;
        (now.DismissedBy is not null).Should().Be(await dismissed is FailedResult.Done);
        (now.ResentAs is not null).Should().Be(await again is FailedResult.Done);
        now.NeedsAHand.Should().BeFalse();
    }

    [Theory]
    [InlineData("resend", "2 of 3 texts were sent again. Ann dismissed it a moment ago.")]
    [InlineData("dismissal", "2 of 3 texts were dismissed. Ann dismissed it a moment ago.")]
    public async Task All_of_a_page_are_done_at_once_and_what_another_did_is_told(string action, string words)
    {
        foreach (var id in new[] { "one", "two", "three" })
            await StoreAsync(id, MessageState.Failed);
        var seen = await bob.PageAsync("/admin/failed");
        await desk.Services.GetRequiredService<FailedTexts>().DismissAsync("two", Samples.Ann, default);
        seen.QuerySelector("#all form")!.TextContent.Should().Contain("Send all 3 again");

        await PostAllAsync(bob, seen, action);

        var page = await bob.PageAsync("/admin/failed");
        Notice(page).Should().Be(words);
        Ids(page).Should().BeEmpty();
        (await FindAsync("two~2")).Should().BeNull();
    }

    [Fact]
    public async Task Unconfirmed_texts_among_all_of_a_page_are_asked_about()
    {
        await StoreAsync("one", MessageState.Failed);
        await StoreAsync("two", MessageState.Unconfirmed);

        (await bob.PageAsync("/admin/failed")).QuerySelector("#all")!.TextContent.Should().Contain("1 of them is not confirmed");
    }

    [Fact]
    public async Task Forms_without_a_token_or_without_a_text_do_nothing()
    {
        await StoreAsync("one", MessageState.Failed);

        (await bob.PostAsync("/admin/failed/dismissal", new FormUrlEncodedContent([KeyValuePair.Create("id", "one")]))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await bob.SubmitAsync("/admin/failed", "[action$='/dismissal']", ("id", "nobody"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await FindAsync("one"))!.NeedsAHand.Should().BeTrue();
    }

    [Fact]
    public async Task A_test_of_a_number_which_is_on_no_ticket_is_sent_again_with_the_others()
    {
        await StoreAsync("one", MessageState.Failed, minutes: 1);
        await StoreAsync("two", MessageState.Failed, minutes: 2);
        var test = Samples.Outbound(MessageState.Failed, Samples.Morning, "test") with { Kind = MessageKind.Test, TicketId = null, AgentId = null };
        await desk.Store.InsertAsync(test, default);

        await PostAllAsync(ann, await ann.PageAsync("/admin/failed"), "resend");

        Notice(await ann.PageAsync("/admin/failed")).Should().Be("All 3 texts were sent again.");
        foreach (var id in new[] { "one~2", "two~2", "test~2" })
            (await FindAsync(id)).Should().NotBeNull();
    }

    private async Task StoreAsync(string id, MessageState state, int minutes = 0)
    {
        var at = Samples.Morning.AddMinutes(minutes - 2000);
        await desk.Store.InsertAsync(Samples.Outbound(state, at, id) with { Attempts = 2, Failure = "No such number.", Changes = [new(MessageState.Queued, at), new(state, at)] }, default);
    }

    /// <summary>The form for all on a page, as the page showed it.</summary>
    private static async Task PostAllAsync(HttpClient client, IHtmlDocument seen, string action)
    {
        var fields = seen.QuerySelectorAll("#all form input[name]").OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Value));
        await client.PostAsync($"/admin/failed/{action}", new FormUrlEncodedContent(fields));
    }

    private Task<Message?> FindAsync(string id) => desk.Store.FindAsync<Message>(id, default);

    private static IEnumerable<string?> Ids(IHtmlDocument page) => page.QuerySelectorAll(".failed-text").Select(row => row.GetAttribute("data-message"));

    private static string? Notice(IHtmlDocument page) => page.QuerySelector("[data-notice]")?.TextContent;
}
