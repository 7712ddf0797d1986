using SupportDesk.Automation;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Rules from a customer's text to the answer on the wire.</summary>
public sealed class RuleTests : RuleDeskHost
{
    private const string Confirmation = "Your ticket is {code}.";

    [Fact]
    public async Task A_text_that_a_rule_matches_is_answered_once_from_the_number_that_was_texted()
    {
        var desk = await StartAsync([Rules.Rule("We are open from 9 to 5, {{from}}.", "Hours", "hours")]);

        var text = await SayAsync(desk, "Hours?", "m1");
        await desk.Client.TextAsync("Hours?", "m1");
        await SayAsync(desk, "Something else", "m2");

        var answer = (await desk.TimelineAsync(text.TicketId!, timeline => timeline.Any(one => one.State is MessageState.Sent))).Single(one => !one.IsInbound);
        answer.Should().BeEquivalentTo(new { Text = $"We are open from 9 to 5, {Samples.Customer}.", RuleName = "Hours", Id = Message.AnswerId(text.Id), Answers = text.Id, AgentName = (string?)null });
        desk.Carrier.Sent.Should().ContainSingle().Which.Should().BeEquivalentTo(new { From = Samples.Desk, To = Samples.Customer });
    }

    [Fact]
    public async Task Every_field_of_the_text_can_be_said()
    {
        var template = string.Join('|', ReplyFields.All.Select(field => $"{{{{{field.Name}}}}}"));
        var desk = await StartAsync([Rules.Rule(template, "All", "order") with { Place = KeywordPlace.FirstWord, Opening = new() { TimeZone = "Europe/Amsterdam" } }], ("Desk:Numbers:+31970102400:Name", "Sales"));

        var text = await SayAsync(desk, "Order: 12 pieces", "m1");

        (await AnswersAsync(desk)).Should().Equal($"Order: 12 pieces|order|12 pieces|{Samples.Customer}|{Samples.Customer}|{Samples.Customer}|{Samples.Desk}|Sales|{text.TicketId}|2026-03-02|10:00||messagebird|m1|");
    }

    [Fact]
    public async Task What_a_customer_writes_in_braces_is_only_repeated()
    {
        var desk = await StartAsync([Rules.Rule()]);

        await SayAsync(desk, "{{code}} {{#each text}}x{{/each}}", "m1");

        (await AnswersAsync(desk)).Should().Equal("You said {{code}} {{#each text}}x{{/each}}");
    }

    [Fact]
    public async Task A_new_ticket_gets_the_confirmation_and_then_the_answer_of_the_rule()
    {
        var desk = await StartAsync([Rules.Rule("Hi!")], ("Desk:Confirmation", Confirmation));

        var text = await SayAsync(desk, "Hello", "m1");
        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), sent => sent == 2);

        desk.Carrier.Sent.Select(sent => sent.Text).Should().Equal($"Your ticket is {text.TicketId}.", "Hi!");
    }

    [Fact]
    public async Task A_rule_can_answer_in_place_of_the_confirmation()
    {
        var desk = await StartAsync([Rules.Rule("Hi! {{code}}", "Closed", "hello") with { InsteadOfConfirmation = true }], ("Desk:Confirmation", Confirmation));

        var text = await SayAsync(desk, "Hello", "m1");
        (await AnswersAsync(desk)).Should().Equal($"Hi! {text.TicketId}");
        var other = await SayAsync(desk, "Good morning", "m2", from: "31687654321");

        (await AnswersAsync(desk)).Should().BeEquivalentTo($"Hi! {text.TicketId}", $"Your ticket is {other.TicketId}.");
    }

    [Fact]
    public async Task When_the_rule_in_its_place_is_not_sent_the_confirmation_is()
    {
        var desk = await StartAsync([Rules.Rule("Hi!") with { InsteadOfConfirmation = true }], ("Desk:Confirmation", Confirmation), ("Desk:ReopenWindow", "00:00:00"));
        var first = await SayAsync(desk, "Hello", "m1");
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await SupportDesk.Storage.Revision.ReviseAsync<Ticket>(desk.Store, first.TicketId!, ticket => ticket.Close("Ann", desk.Time.GetUtcNow()), default);
        desk.Time.Advance(TimeSpan.FromSeconds(1));

        var second = await SayAsync(desk, "And another thing", "m2");

        second.Should().BeEquivalentTo(new { Unanswered = (string?)null });
        (await AnswersAsync(desk)).Should().Equal("Hi!", $"Your ticket is {second.TicketId}.");
    }

    [Fact]
    public async Task Only_the_first_text_of_a_ticket_is_answered_when_the_rule_says_so()
    {
        var desk = await StartAsync([Rules.Rule() with { OnlyFirst = true }], ("Desk:AnswerPause", "00:00:00"));

        await SayAsync(desk, "One", "m1");
        await SayAsync(desk, "Two", "m2");

        (await AnswersAsync(desk)).Should().Equal("You said One");
    }

    [Fact]
    public async Task STOP_START_and_HELP_are_never_a_rules_and_who_has_opted_out_gets_nothing()
    {
        var desk = await StartAsync([Rules.Rule()], ("Consent:CarrierAnswers:messagebird", "true"), ("Desk:AnswerPause", "00:00:00"));

        await SayAsync(desk, "help", "m1");
        await SayAsync(desk, "Stop", "m2");
        var text = await SayAsync(desk, "Are you there?", "m3");
        (await AnswersAsync(desk)).Should().BeEmpty();
        text.Unanswered.Should().BeNull("the banner says that the customer has opted out");
        await SayAsync(desk, "start", "m4");
        await SayAsync(desk, "And now?", "m5");

        (await AnswersAsync(desk)).Should().Equal("You said And now?");
    }

    [Theory]
    [InlineData("MyBank")]
    [InlineData("40404")]
    [InlineData("31970109999")]
    public async Task Senders_without_a_phone_and_our_own_numbers_are_not_answered(string sender)
    {
        var desk = await StartAsync([Rules.Rule()]);

        await SayAsync(desk, "Hello", "m1", sender);

        (await AnswersAsync(desk)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_rule_that_has_nothing_to_say_says_nothing()
    {
        var desk = await StartAsync([Rules.Rule("{{#if attachments}}Nice picture!{{/if}}")]);

        var text = await SayAsync(desk, "Hello", "m1");

        text.Unanswered.Should().Be(Withheld.Empty.Words);
        (await AnswersAsync(desk)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_template_that_was_stored_wrong_holds_up_no_text()
    {
        var desk = await StartAsync([Rules.Rule("{{> loop}}")]);

        (await SayAsync(desk, "Hello", "m1")).Unanswered.Should().Be(Withheld.Empty.Words);
    }

    [Fact]
    public async Task Rules_work_as_soon_as_they_are_changed_and_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using (var before = new DeskHost(folder, settings: [("Desk:Confirmation", "")]))
        {
            await before.AddRuleAsync(Rules.Rule("First {{text}}"));
            var rule = (await DeskOf(before).RulesAsync(default)).Rules[0];
            (await DeskOf(before).ChangeAsync(rule with { Template = "Second {{text}}" }, default)).Should().BeTrue();
        }

        await using (var after = new DeskHost(folder, settings: [("Desk:Confirmation", "")]))
        {
            await SayAsync(after, "Hello", "m1");
            (await AnswersAsync(after)).Should().Equal("Second Hello");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Many_changes_at_once_lose_no_rule_and_none_is_there_twice()
    {
        var desk = await StartAsync([]);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => DeskOf(desk).AddAsync(Rules.Rule(name: $"Rule {number % 10}"), default)));
        await Task.WhenAll(Enumerable.Range(1, 10).Select(id => DeskOf(desk).MoveAsync(id, up: id % 2 == 0, default)));

        var rules = (await DeskOf(desk).RulesAsync(default)).Rules;
        rules.Select(rule => rule.Name).Should().BeEquivalentTo(Enumerable.Range(0, 10).Select(number => $"Rule {number}"));
        rules.Select(rule => rule.Id).Should().OnlyHaveUniqueItems();
    }
}
