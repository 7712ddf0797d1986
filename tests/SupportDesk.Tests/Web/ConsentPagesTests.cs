using System.Net;
using SupportDesk.Agents;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>What agents see of an opt-out in a conversation, and how they note one by hand.</summary>
public sealed class ConsentPagesTests : OptOutPages
{
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
}
