using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
using SupportDesk.Consents;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>The list of opt-outs, its ledger and its export.</summary>
public sealed class ConsentListTests : OptOutPages
{
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
        page.QuerySelector("#ledger a")!.GetAttribute("href").Should().Be($"/admin/tickets/{ticket.Code}?text={consent.Last!.MessageId}#message-{consent.Last.MessageId}");
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
}
