using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Web;

/// <summary>What agents see of opt-outs and do with them, in a browser without scripts.</summary>
public sealed class ConsentPagesTests : IAsyncLifetime
{
    private readonly DeskHost desk = new(settings: [("Desk:Numbers:+31970102401:Name", "Sales")]);
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task The_conversation_says_since_when_and_how_and_the_answer_field_is_off()
    {
        var ticket = await StoppedAsync();

        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}?write=true");

        page.QuerySelector("#opted-out")!.TextContent.Should().Contain("The customer opted out with STOP.").And.Contain("2 Mar 2026, 09:00 UTC");
        page.QuerySelector("[data-consent='out']")!.TextContent.Should().Contain("opted out with STOP");
        page.QuerySelector("[data-composer] textarea")!.HasAttribute("disabled").Should().BeTrue();
        page.QuerySelector("[data-send]")!.HasAttribute("disabled").Should().BeTrue();
        page.QuerySelector("[data-opted-out-note]")!.TextContent.Should().Be("The customer opted out on 2 March 2026 with STOP.");
        page.QuerySelector("[data-opt-out]").Should().BeNull();
    }

    [Fact]
    public async Task The_line_in_the_conversation_stands_behind_the_text_that_made_it()
    {
        var ticket = await StoppedAsync();

        var entries = (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelectorAll(".entries > li").Select(entry => entry.GetAttribute("data-message") is { } id ? (entry.ClassList.Contains("in") ? "in" : "out") : entry.GetAttribute("data-consent") ?? "event");

        string.Join(' ', entries).Should().EndWith("in out in out out");
    }

    [Fact]
    public async Task Before_that_there_is_no_banner_and_the_answer_field_is_on()
    {
        var ticket = await TicketAsync("Hello");

        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}?write=true");

        page.QuerySelector("#opted-out").Should().BeNull();
        page.QuerySelector("[data-composer] textarea")!.HasAttribute("disabled").Should().BeFalse();
        page.QuerySelector("[data-hint]").Should().BeNull();
    }

    [Fact]
    public async Task An_answer_that_is_posted_all_the_same_fails_with_the_reason()
    {
        var ticket = await TicketAsync("Hello");
        var drawn = await ann.PageAsync($"/admin/tickets/{ticket.Code}?write=true");
        await StopAsync();

        await ann.SubmitAsync(drawn, "[data-composer]", ("Text", "We are on it."));

        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Failed));
        (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelector("[data-state='Failed'] .reason")!.TextContent.Should().Be("The customer opted out on 2 March 2026 with STOP.");
    }

    [Fact]
    public async Task A_text_that_sounds_like_it_offers_the_opt_out_until_somebody_decided()
    {
        var ticket = await TicketAsync("Please stop texting me!");
        var hint = (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelector("[data-hint='opt-out'] a")!.GetAttribute("href")!;

        var answer = await ann.SubmitAsync(hint, "#change", ("Note", "Said so in a text."));

        answer.Headers.Location!.OriginalString.Should().Be($"/admin/tickets/{ticket.Code}");
        var page = await ann.PageAsync($"/admin/tickets/{ticket.Code}");
        page.QuerySelector("#opted-out")!.TextContent.Should().Contain("Ann opted the customer out.").And.Contain("Said so in a text.");
        page.QuerySelector("[data-hint]").Should().BeNull();
    }

    [Fact]
    public async Task A_change_needs_a_note_and_an_opt_in_the_customers_word()
    {
        var ticket = await StoppedAsync();
        var path = $"/admin/consents/change?ticket={ticket.Code}";

        var bare = await ann.SubmitAsync(path, "#change", ("Note", "  "));

        bare.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        var page = await Browsing.ReadAsync(bare);
        page.QuerySelector("#note-error")!.TextContent.Should().NotBeEmpty();
        page.QuerySelector("#agreed-error")!.TextContent.Should().NotBeEmpty();
        page.Body!.TextContent.Should().Contain("needs the customer’s consent");
        (await ConsentAsync()).IsOptedOut.Should().BeTrue();

        await ann.SubmitAsync(path, "#change", ("Note", "Asked for it by phone."), ("Agreed", "true"));

        (await ConsentAsync()).Last.Should().BeEquivalentTo(new { OptedOut = false, Means = ConsentMeans.Agent, Words = "Asked for it by phone.", By = new Author("ann", "Ann"), TicketId = ticket.Code });
    }

    [Fact]
    public async Task An_opt_in_from_a_page_that_is_out_of_date_changes_nothing()
    {
        var ticket = await StoppedAsync();
        var drawn = await ann.PageAsync($"/admin/consents/change?ticket={ticket.Code}");
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.Client.TextAsync("START", "s2");
        await desk.Events.UntilAsync(ConsentAsync, consent => !consent.IsOptedOut);
        await desk.Client.TextAsync("STOP", "s3");
        await desk.Events.UntilAsync(ConsentAsync, consent => consent.IsOptedOut);

        var answer = await ann.SubmitAsync(drawn, "#change", ("Note", "By phone."), ("Agreed", "true"));

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await ConsentAsync()).IsOptedOut.Should().BeTrue();
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_change()
    {
        var ticket = await TicketAsync("Hello");
        var drawn = await ann.PageAsync($"/admin/consents/change?ticket={ticket.Code}");

        await ann.SubmitAsync(drawn, "#change", ("Note", "By phone."));
        await ann.SubmitAsync(drawn, "#change", ("Note", "By phone."));

        (await ConsentAsync()).Ledger.Should().ContainSingle();
    }

    [Fact]
    public async Task A_number_without_a_ticket_is_opted_out_by_typing_it()
    {
        var go = await ann.PageAsync("/admin/consents/change?customer=0031+(0)6+1234+5678&support=%2B31970102401");
        go.QuerySelector("h1")!.TextContent.Should().Contain(Samples.Customer);

        var answer = await ann.SubmitAsync(go, "#change", ("Note", "Wrote a letter."));

        var consent = (await desk.Store.FindAsync<Consent>(Consent.IdOf("+31970102401", Samples.Customer), default))!;
        answer.Headers.Location!.OriginalString.Should().Be($"/admin/consents/{consent.Id}");
        consent.IsOptedOut.Should().BeTrue();
    }

    [Theory]
    [InlineData("customer=0612345678", "Write the country code")]
    [InlineData("customer=abc", "no letters")]
    [InlineData("customer=%2B31612345678&support=%2B15555555555", "own numbers")]
    [InlineData("customer=", "Enter a phone number")]
    public async Task A_number_that_cannot_be_is_told(string query, string words)
    {
        var answer = await ann.GetAsync($"/admin/consents/change?{query}");

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).Should().Contain(words);
    }

    [Fact]
    public async Task The_list_shows_who_is_out_and_who_came_back()
    {
        await StoppedAsync();
        await StopAsync("31687654321", "s9");
        await desk.Client.TextAsync("START", "s10", from: "31687654321");
        await desk.Events.UntilAsync(() => ConsentAsync("+31687654321"), consent => !consent.IsOptedOut);

        (await RowsAsync("/admin/consents")).Should().Equal(Samples.Customer);
        (await RowsAsync("/admin/consents?back=true")).Should().Equal("+31687654321");
    }

    [Theory]
    [InlineData("+31612345678")]
    [InlineData("0031 (0)6 12 34 56 78")]
    [InlineData("31612345678")]
    [InlineData(" +31 6 1234-5678 ")]
    public async Task A_number_is_found_in_any_form(string typed)
    {
        await StoppedAsync();
        await StopAsync("31687654321", "s9");

        (await RowsAsync($"/admin/consents?q={Uri.EscapeDataString(typed)}")).Should().Equal(Samples.Customer);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so() =>
        (await ann.PageAsync("/admin/consents?q=%2B15555555555")).QuerySelector(".empty")!.TextContent.Should().Contain("Nothing found");

    [Fact]
    public async Task The_list_goes_on_page_by_page_newest_first()
    {
        var consents = desk.Services.GetRequiredService<ConsentDesk>();
        for (var at = 0; at < 120; at++)
            await consents.OptOutAsync(Samples.Desk, $"+316000{at:00000}", "x", Samples.Ann, null, default);

        var seen = new List<string>();
        for (var path = "/admin/consents"; path is not null;)
        {
            var page = await ann.PageAsync(path);
            seen.AddRange(page.QuerySelectorAll("#consents tbody a").Select(link => link.TextContent));
            path = page.QuerySelector("#older")?.GetAttribute("href");
        }

        seen.Should().Equal(Enumerable.Range(0, 120).Reverse().Select(at => $"+316000{at:00000}"));
    }

    [Fact]
    public async Task The_ledger_shows_every_change_and_leads_to_the_text()
    {
        var ticket = await StoppedAsync();
        var consent = await ConsentAsync();

        var page = await ann.PageAsync($"/admin/consents/{consent.Id}");

        page.QuerySelectorAll("#ledger tbody tr").Should().ContainSingle();
        page.QuerySelector("#ledger a")!.GetAttribute("href").Should().Be($"/admin/tickets/{ticket.Code}#message-{consent.Last!.MessageId}");
        (await ann.GetAsync("/admin/consents/0123")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_export_is_the_whole_ledger_as_a_spreadsheet_reads_it()
    {
        await StoppedAsync();

        var answer = await ann.GetAsync("/admin/consents/export");

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        answer.Content.Headers.ContentType!.ToString().Should().Be("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.FileName.Should().Be("opt-outs-2026-03-02.csv");
        bytes.Should().StartWith(Encoding.UTF8.GetPreamble());
        var lines = Encoding.UTF8.GetString(bytes.AsSpan(3)).Split("\r\n");
        lines[0].Should().StartWith("\"Customer number\",\"Support number\"");
        lines[1].Should().StartWith($"\"{Samples.Customer}\",\"{Samples.Desk}\",\"opted out\",\"2026-03-02 09:00:00\",\"opted out\",\"keyword\",\"STOP\",\"\",");
        lines[2].Should().BeEmpty();
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("+1+1|cmd", "\"'+1+1|cmd\"")]
    [InlineData("-2+3", "\"'-2+3\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("＝1+1", "\"'＝1+1\"")]
    [InlineData("a\nb;c,\"d\"", "\"a\nb;c,\"\"d\"\"\"")]
    public async Task No_field_of_the_export_is_a_formula(string note, string field)
    {
        await desk.Services.GetRequiredService<ConsentDesk>().OptOutAsync(Samples.Desk, Samples.Customer, note, new("bob", note), null, default);

        (await (await ann.GetAsync("/admin/consents/export")).Content.ReadAsStringAsync()).Should().Contain($"\"agent\",{field},{field},\"\",\"\"");
    }

    [Fact]
    public async Task A_sender_that_is_a_formula_is_none_in_the_export_and_is_shown_as_text()
    {
        await desk.Client.TextAsync("STOP", "s1", from: "=1+1<b>");
        await desk.Events.UntilAsync(() => ConsentAsync("=1+1<b>"), consent => consent is not null);

        (await (await ann.GetAsync("/admin/consents/export")).Content.ReadAsStringAsync()).Should().Contain("\"'=1+1<b>\"");
        (await RowsAsync("/admin/consents")).Should().Equal("=1+1<b>");
    }

    [Fact]
    public async Task Agents_see_the_list_and_strangers_do_not()
    {
        await desk.Services.GetRequiredService<AgentDesk>().AddAsync("bob", "Bob", AgentRole.Agent, (await desk.Store.FindAsync<Agent>("ann", default))!.PasswordHash, default);
        using var bob = await desk.SignedInAsync("bob");

        foreach (var path in new[] { "/admin/consents", "/admin/consents/export", "/admin/consents/change" })
        {
            (await bob.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.OK, path);
            (await desk.Client.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.Redirect, path);
        }
    }

    private async Task<IEnumerable<string>> RowsAsync(string path) =>
        (await ann.PageAsync(path)).QuerySelectorAll("#consents tbody tr td:first-child").Select(cell => cell.TextContent);

    private async Task<Ticket> TicketAsync(string text)
    {
        await desk.Client.TextAsync(text, "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline is [_, { DueAt: null }]);
        return ticket;
    }

    /// <summary>A ticket whose customer wrote, then texted STOP.</summary>
    private async Task<Ticket> StoppedAsync()
    {
        var ticket = await TicketAsync("Hello");
        await StopAsync();
        await desk.TimelineAsync(ticket.Code, timeline => timeline is [_, _, _, { State: MessageState.Sent }]);
        return ticket;
    }

    private async Task StopAsync(string from = "31612345678", string id = "s1")
    {
        await desk.Client.TextAsync("STOP", id, from: from);
        await desk.Events.UntilAsync(() => ConsentAsync("+" + from), consent => consent is { IsOptedOut: true });
    }

    private async Task<Consent> ConsentAsync(string customer) => (await desk.Store.FindAsync<Consent>(Consent.IdOf(Samples.Desk, customer), default))!;

    private Task<Consent> ConsentAsync() => ConsentAsync(Samples.Customer);
}
