using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Automation;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>Rules as administrators write them.</summary>
public sealed class RulePagesTests : IAsyncLifetime
{
    private readonly DeskHost desk = new(settings: [("Desk:Confirmation", ""), ("Desk:Numbers:+31970109999:Name", "Repairs")]);
    private HttpClient ann = null!;

    public async Task InitializeAsync() => ann = await desk.SignedInAsync();

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task A_rule_is_added_and_answers_at_once()
    {
        (await AddAsync(("Name", "Hours"), ("Keywords", "hours\nopening hours, times\r\nHOURS"), ("Place", "Anywhere"), ("Hours", "Outside"), ("Days", "Monday"), ("From", "00:00"), ("To", "00:00"), ("TimeZone", "Europe/Amsterdam"), ("Template", "Open at 9.\r\n{{name}}"), ("Numbers", Samples.Desk), ("OnlyFirst", "true"), ("InsteadOfConfirmation", "true"))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        (await RulesAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Id = 1,
            Revision = 1,
            Name = "Hours",
            Enabled = true,
            Keywords = new[] { "hours", "opening hours", "times" },
            Place = KeywordPlace.Anywhere,
            Hours = RuleHours.Outside,
            Opening = new { Days = new[] { DayOfWeek.Monday }, TimeZone = "Europe/Amsterdam" },
            Template = "Open at 9.\n{{name}}",
            Numbers = new[] { Samples.Desk },
            OnlyFirst = true,
            InsteadOfConfirmation = true,
            ChangedBy = "Ann",
            ChangedAt = Samples.Morning,
        });
        var row = (await ann.PageAsync("/admin/rules")).QuerySelector("[data-rule='1']")!;
        row.TextContent.Should().Contain("First texts of tickets that contain “hours” or “opening hours” or “times”, to +31970102400, outside Mon 00:00–00:00 (Europe/Amsterdam)");
    }

    [Fact]
    public async Task A_form_that_is_saved_as_it_is_changes_nothing_of_the_rule()
    {
        await AddAsync(("Keywords", "a, b"), ("Place", "FirstWord"), ("Hours", "Within"), ("Days", "Sunday"), ("Days", "Friday"), ("From", "22:00"), ("To", "06:30"), ("TimeZone", "Asia/Tokyo"));
        var before = (await RulesAsync())[0];

        (await PostAsync("/admin/rules/1", "/admin/rules/1")).StatusCode.Should().Be(HttpStatusCode.Redirect);

        (await RulesAsync())[0].Should().BeEquivalentTo(before with { Revision = 2 });
    }

    [Theory]
    [InlineData("Name", "", "Name")]
    [InlineData("Keywords", "?", "Keywords")]
    [InlineData("Keywords", "stop", "Keywords")]
    [InlineData("Template", "", "Template")]
    [InlineData("Template", "{{nothing}}", "Template")]
    [InlineData("Template", "{{> file}}", "Template")]
    [InlineData("TimeZone", "Europe/Nowhere", "TimeZone")]
    [InlineData("From", "25:00", "From")]
    [InlineData("To", "soon", "To")]
    [InlineData("Numbers", "+15555555555", "Numbers")]
    public async Task What_is_wrong_is_told_beside_its_field_and_nothing_is_stored(string field, string value, string place)
    {
        var answer = await AddAsync((field, value));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var page = await Browsing.ReadAsync(answer);
        page.QuerySelector($"[data-valmsg-for='{place}']")!.TextContent.Should().NotBeEmpty();
        (await RulesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Strange_fields_do_no_harm()
    {
        var answer = await AddAsync(("Numbers", ""), ("Days", ""), ("Days", "Someday"), ("Place", "7"), ("Hours", "Never"), ("Id", "99"), ("Revision", "-3"), ("TimeZone", ""));

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await RulesAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = 1, Revision = 1, Place = KeywordPlace.WholeText, Hours = RuleHours.Always });
    }

    [Fact]
    public async Task A_preview_shows_the_answer_its_size_and_which_rule_would_answer_and_saves_nothing()
    {
        await AddAsync(("Name", "Prices"), ("Keywords", "price"), ("Place", "Anywhere"), ("Template", "10 euro"));

        var mine = await PreviewAsync(("Name", "Echo"), ("Template", "You said {{text}} “{{keyword}}” on {{date}} at {{time}}"), ("Sample", "Hello there"), ("SampleAt", "2026-07-01T10:30"), ("TimeZone", "Europe/Amsterdam"));
        var others = await PreviewAsync(("Name", "Echo"), ("Template", "You said {{text}}"), ("Sample", "What is the price?"));
        var nobodys = await PreviewAsync(("Name", "Echo"), ("Keywords", "hours"), ("Template", "You said {{text}}"), ("Sample", "Hello"));

        mine.TextContent.Should().Contain("answered by this rule").And.Contain("1 July 2026, 10:30").And.Contain("UCS-2");
        mine.QuerySelector("[data-preview]")!.TextContent.Should().Be("You said Hello there “Hello” on 2026-07-01 at 10:30");
        mine.QuerySelector("[data-size]")!.GetAttribute("data-size").Should().Be("1");
        others.TextContent.Should().Contain("by the rule “Prices”, not by this one");
        others.QuerySelector("[data-preview]")!.TextContent.Should().Be("You said What is the price?");
        nobodys.TextContent.Should().Contain("No rule answers such a text");
        (await RulesAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_preview_of_a_stored_rule_looks_at_what_is_in_the_form()
    {
        await AddAsync(("Name", "Echo"), ("Keywords", "old"));
        await AddAsync(("Name", "Behind"));

        var preview = await Preview(await PostAsync("/admin/rules/1", "/admin/rules/preview", ("Keywords", "new"), ("Sample", "New")));

        preview.TextContent.Should().Contain("answered by this rule");
        (await RulesAsync())[0].Keywords.Should().Equal("old");
    }

    [Fact]
    public async Task A_preview_says_that_no_rule_answers_STOP() =>
        (await PreviewAsync(("Name", "Echo"), ("Template", "You said {{text}}"), ("Sample", "stop"))).TextContent.Should().Contain("no rule answers it").And.NotContain("is answered by this rule");

    [Fact]
    public async Task A_preview_of_a_mistake_tells_the_mistake()
    {
        var page = await Browsing.ReadAsync(await PostAsync("/admin/rules/new", "/admin/rules/preview", ("Name", "Echo"), ("Template", "{{#if text}}")));

        page.QuerySelector("[data-valmsg-for='Template']")!.TextContent.Should().Contain("not closed");
        page.QuerySelector("#preview").Should().BeNull();
    }

    [Fact]
    public async Task Rules_are_moved_switched_and_deleted()
    {
        await AddAsync(("Name", "One"));
        await AddAsync(("Name", "Two"));

        (await ann.SubmitAsync("/admin/rules", "[action='/admin/rules/2/up']")).Headers.Location!.OriginalString.Should().Be("/admin/rules#rule-2");
        (await RulesAsync()).Select(rule => rule.Name).Should().Equal("Two", "One");
        await ann.SubmitAsync("/admin/rules", "[action='/admin/rules/2/down']");
        await ann.SubmitAsync("/admin/rules", "[action='/admin/rules/1/switch']");
        (await RulesAsync()).Select(rule => (rule.Name, rule.Enabled)).Should().Equal(("One", false), ("Two", true));
        await ann.SubmitAsync("/admin/rules/1/removal", "[data-form='removal']");

        (await RulesAsync()).Select(rule => rule.Name).Should().Equal("Two");
        (await ann.PageAsync("/admin/rules")).QuerySelector("[data-notice]")!.TextContent.Should().Contain("“One” was deleted");
    }

    [Fact]
    public async Task Of_two_administrators_who_change_a_rule_at_once_the_second_is_told()
    {
        await AddAsync(("Name", "One"));
        var (seen, removal) = (await ann.PageAsync("/admin/rules/1"), await ann.PageAsync("/admin/rules/1/removal"));
        await PostAsync("/admin/rules/1", "/admin/rules/1", ("Template", "First"));

        var late = await PostAsync(seen, "/admin/rules/1", ("Template", "Second"));
        await ann.SubmitAsync(removal, "[data-form='removal']");

        late.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var page = await Browsing.ReadAsync(late);
        page.QuerySelector("main [role='alert']")!.TextContent.Should().Contain("Somebody else");
        page.QuerySelector("#Template")!.TextContent.Should().Be("First");
        (await RulesAsync()).Should().ContainSingle().Which.Template.Should().Be("First");
    }

    [Fact]
    public async Task The_same_form_sent_twice_at_once_adds_one_rule()
    {
        var page = await ann.PageAsync("/admin/rules/new");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostAsync(page, "/admin/rules", ("Name", "One"), ("Template", "Hi"))));

        answers.Count(answer => answer.StatusCode is HttpStatusCode.Redirect).Should().Be(1);
        (await RulesAsync()).Should().ContainSingle();
    }

    [Theory]
    [InlineData("/admin/rules/9")]
    [InlineData("/admin/rules/9/removal")]
    [InlineData("/admin/rules/99999999999999")]
    public async Task A_rule_that_is_not_there_is_not_found(string path) => (await ann.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.NotFound);

    [Fact]
    public async Task Names_and_templates_are_shown_and_never_run()
    {
        await AddAsync(("Name", "<script>alert(1)</script>"), ("Template", "<img src=x onerror=alert(1)> {{text}}"));

        var row = (await ann.PageAsync("/admin/rules")).QuerySelector("[data-rule]")!;

        row.QuerySelectorAll("script, img").Should().BeEmpty();
        row.TextContent.Should().Contain("<script>alert(1)</script>").And.Contain("onerror");
    }

    [Fact]
    public async Task Rules_are_the_administrators_alone()
    {
        await ann.SubmitAsync("/admin/agents/new", "[action='/admin/agents']", ("Account.Name", "Bob"), ("Account.UserName", "bob"), ("Account.Password", "another long password"), ("Account.PasswordAgain", "another long password"));
        using var bob = await desk.SignedInAsync("bob", "another long password");

        foreach (var path in new[] { "/admin/rules", "/admin/rules/new", "/admin/rules/1/removal" })
            (await bob.GetAsync(path)).Headers.Location!.OriginalString.Should().Contain("/not-allowed");
    }

    [Fact]
    public async Task An_answer_leads_to_its_text_and_the_text_to_its_answer()
    {
        await AddAsync(("Name", "Echo <1>"));
        await desk.Client.TextAsync("Hello", "m1");
        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 2 && timeline.All(text => text.TicketId is not null));
        var (text, answer) = (texts.Single(one => one.IsInbound), texts.Single(one => !one.IsInbound));

        (await ann.PageAsync($"/admin/tickets/{ticket.Code}")).QuerySelector($"#message-{answer.Id} .author")!.TextContent.Should().Be("Automatic answer: Echo <1>");
        var there = (await ann.PageAsync($"/admin/messages/{text.Id}")).QuerySelector("[data-answer]")!;
        (there.TextContent, there.GetAttribute("href")).Should().Be(("by the rule “Echo <1>”", $"/admin/messages/{answer.Id}"));
        var back = await ann.PageAsync($"/admin/messages/{answer.Id}");
        back.QuerySelector("[data-answered]")!.GetAttribute("href").Should().Be($"/admin/messages/{text.Id}");
        back.QuerySelector("h1")!.TextContent.Should().Be("Automatic answer");
    }

    private async Task<IReadOnlyList<ReplyRule>> RulesAsync() => (await desk.Services.GetRequiredService<RuleDesk>().RulesAsync(default)).Rules;

    private Task<HttpResponseMessage> AddAsync(params (string Name, string Value)[] fields) =>
        PostAsync("/admin/rules/new", "/admin/rules", [.. new[] { ("Name", "Echo"), ("Template", "You said {{text}}") }.Where(field => fields.All(own => own.Name != field.Item1)), .. fields]);

    private async Task<AngleSharp.Dom.IElement> PreviewAsync(params (string Name, string Value)[] fields) => await Preview(await PostAsync("/admin/rules/new", "/admin/rules/preview", fields));

    private static async Task<AngleSharp.Dom.IElement> Preview(HttpResponseMessage answer) => (await Browsing.ReadAsync(answer)).QuerySelector("#preview")!;

    private async Task<HttpResponseMessage> PostAsync(string path, string action, params (string Name, string Value)[] fields) => await PostAsync(await ann.PageAsync(path), action, fields);

    /// <summary>The form as a browser sends it, with ticks and choices; fields that are named have only the values given.</summary>
    private Task<HttpResponseMessage> PostAsync(AngleSharp.Html.Dom.IHtmlDocument page, string action, params (string Name, string Value)[] fields)
    {
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("[data-form='rule']")!;
        var shown = form.Elements.Select(element => element switch
        {
            AngleSharp.Html.Dom.IHtmlInputElement { Type: "checkbox", IsChecked: false } => null,
            AngleSharp.Html.Dom.IHtmlInputElement input => new KeyValuePair<string, string>?(new(input.Name!, input.Value)),
            AngleSharp.Html.Dom.IHtmlTextAreaElement area => new(area.Name!, area.Value),
            AngleSharp.Html.Dom.IHtmlSelectElement select => new(select.Name!, select.Value!),
            _ => null,
        }).OfType<KeyValuePair<string, string>>().Where(field => fields.All(own => own.Name != field.Key));
        return ann.PostAsync(action, new FormUrlEncodedContent([.. shown, .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]));
    }
}
