using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SupportDesk.Automation;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Two machines never keep each other busy, a flood is not answered text by text, and agents see when nothing was sent.</summary>
public sealed class LoopGuardTests : RuleDeskHost
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task A_burst_gets_one_answer_and_the_conversation_says_so_once()
    {
        var desk = await StartAsync([Rules.Rule("We are on it.")]);

        var texts = new List<string?>();
        for (var number = 0; number < 7; number++)
            texts.Add((await SayAsync(desk, $"Text {number}", $"m{number}")).Unanswered);

        (await AnswersAsync(desk)).Should().Equal("We are on it.");
        texts.Should().Equal([null, .. Enumerable.Repeat(Withheld.Burst.Words, 6)]);
        using var ann = await desk.SignedInAsync();
        var page = await ann.PageAsync($"/admin/tickets/{(await desk.OnlyTicketAsync()).Code}");
        page.QuerySelectorAll("[data-unanswered]").Should().ContainSingle().Which.TextContent.Should().Be($"No automatic answer was sent: {Withheld.Burst.Words}.");
    }

    [Fact]
    public async Task A_burst_that_waited_to_be_filed_gets_one_answer()
    {
        var desk = await StartAsync([Rules.Rule("We are on it.")]);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => desk.Client.TextAsync($"Text {number}", $"m{number}")));
        await desk.Events.UntilAsync(() => TextsAsync(desk), texts => texts.Count(text => text.IsInbound) == 30);

        (await AnswersAsync(desk)).Should().ContainSingle();
    }

    [Fact]
    public async Task After_the_pause_there_is_an_answer_again_until_the_share_of_the_hour_is_had()
    {
        var desk = await StartAsync([Rules.Rule()]);

        string? last = null;
        for (var number = 0; number < 5; number++)
        {
            last = (await SayAsync(desk, $"Text {number}", $"m{number}")).Unanswered;
            desk.Time.Advance(Later);
        }

        (await AnswersAsync(desk)).Should().Equal("You said Text 0", "You said Text 1", "You said Text 2");
        last.Should().Be("the sender has had its share of automatic answers for this hour");
        desk.Time.Advance(TimeSpan.FromHours(1));
        (await SayAsync(desk, "Text 9", "m9")).Unanswered.Should().BeNull();
    }

    [Fact]
    public async Task Who_writes_the_same_again_is_not_answered_again()
    {
        var desk = await StartAsync([Rules.Rule("Open from 9 to 5.", "Hours", "hours")]);

        await SayAsync(desk, "Hours", "m1");
        desk.Time.Advance(Later);
        (await SayAsync(desk, " hours! ", "m2")).Unanswered.Should().Be(Withheld.Repeated.Words);
        desk.Time.Advance(TimeSpan.FromMinutes(11));

        (await SayAsync(desk, "Hours", "m3")).Unanswered.Should().BeNull();
        (await AnswersAsync(desk)).Should().HaveCount(2);
    }

    [Fact]
    public async Task D11_Two_desks_that_repeat_what_the_other_said_fall_silent_at_once()
    {
        var desk = await StartAsync([Rules.Rule("You said: {{text}}")], ("Desk:AutomaticRepliesPerHour", "1000"));

        var words = "Hello there";
        for (var round = 0; round < 5; round++)
        {
            await SayAsync(desk, words, $"m{round}");
            words = $"You said: {(await AnswersAsync(desk))[^1]}";
            desk.Time.Advance(Later);
        }

        (await AnswersAsync(desk)).Should().Equal("You said: Hello there");
        (await TextsAsync(desk)).Last(text => text.IsInbound).Unanswered.Should().NotBeNull();
    }

    [Theory]
    [InlineData("AUTOMATIC REPLY: I am on holiday until Monday.")]
    [InlineData("I’m driving right now - I'll get back to you later.")]
    [InlineData("Automatische Antwort: Ich bin nicht da")]
    [InlineData("Réponse automatique. Je suis absent")]
    [InlineData("Not monitored. Call us.")]
    public async Task A_text_that_sounds_like_a_machines_is_neither_confirmed_nor_answered(string words)
    {
        var desk = await StartAsync([Rules.Rule()], ("Desk:Confirmation", "Your ticket is {code}."));

        (await SayAsync(desk, words, "m1")).Unanswered.Should().Be(Withheld.SoundsAutomatic.Words);

        (await AnswersAsync(desk)).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_opens_a_ticket_may_write_of_an_automatic_message_but_not_later_on()
    {
        var desk = await StartAsync([], ("Desk:Confirmation", "Your ticket is {code}."));
        await desk.AddRuleAsync(Rules.Rule("We are on it.") with { OnlyFirst = false });

        (await SayAsync(desk, "I got an automatic message that my parcel is lost.", "m1")).Unanswered.Should().BeNull();
        desk.Time.Advance(Later);
        (await SayAsync(desk, "Thanks! This mailbox is not\nmonitored.", "m2")).Unanswered.Should().Be(Withheld.SoundsAutomatic.Words);
    }

    [Fact]
    public async Task What_rules_have_answered_keeps_no_STOP_from_its_confirmation()
    {
        var desk = await StartAsync([Rules.Rule()], ("Desk:AutomaticRepliesPerHour", "1"));
        await SayAsync(desk, "Hello", "m1");
        desk.Time.Advance(Later);

        (await SayAsync(desk, "STOP", "m2")).Unanswered.Should().BeNull();

        (await AnswersAsync(desk)).Should().HaveCount(2).And.Contain(answer => answer.StartsWith("You have opted out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ticket_whose_confirmation_was_withheld_says_so()
    {
        var desk = await StartAsync([], ("Desk:Confirmation", "Your ticket is {code}."));

        var text = await SayAsync(desk, "Hello", "m1", "31970109999");

        text.Unanswered.Should().Be(Withheld.OwnNumber.Words);
        using var ann = await desk.SignedInAsync();
        (await ann.PageAsync($"/admin/messages/{text.Id}")).QuerySelector(".facts")!.TextContent.Should().Contain("None was sent: the sender is one of our own numbers.");
    }

    [Fact]
    public async Task A_keyword_whose_answer_was_withheld_says_so()
    {
        var desk = await StartAsync([], ("Desk:AutomaticRepliesPerHour", "1"));

        await SayAsync(desk, "Help", "m1");
        desk.Time.Advance(Later);

        (await SayAsync(desk, "Help", "m2")).Unanswered.Should().Be(Withheld.HadItsShare.Words);
    }

    [Fact]
    public async Task All_of_it_can_be_switched_off_but_the_share()
    {
        var desk = await StartAsync([Rules.Rule()], ("Desk:AnswerPause", "0"), ("Desk:RepeatWindow", "0"), ("Desk:MachinePhrases", ""), ("Desk:AutomaticRepliesPerHour", "4"));

        foreach (var (text, id) in new[] { ("Automatic reply", "m1"), ("Automatic reply", "m2"), ("You said Automatic reply", "m3"), ("a", "m4"), ("b", "m5") })
            await SayAsync(desk, text, id);

        (await AnswersAsync(desk)).Should().HaveCount(4);
    }

    [Fact]
    public async Task Pictures_without_words_are_not_the_same_text()
    {
        var desk = await StartAsync([Rules.Rule("Nice!")]);

        await SayAsync(desk, "", "m1");
        desk.Time.Advance(Later);

        (await SayAsync(desk, "", "m2")).Unanswered.Should().BeNull();
    }

    [Fact]
    public async Task What_is_withheld_is_counted_by_reason()
    {
        var counted = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "supportdesk.answers.withheld")
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add((string)tags[0].Value!));
        listener.Start();
        var desk = await StartAsync([Rules.Rule()], ("Desk:MachinePhrases", "quite unlike any other test"));

        await SayAsync(desk, "Quite unlike any other test, this.", "m1");

        counted.Should().Contain("machine");
    }
}
