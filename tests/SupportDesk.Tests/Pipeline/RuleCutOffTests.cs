using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Automation;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Answers by rules whose filing is cut off half-way: the next pass begins it again, and nothing is sent twice.</summary>
public sealed class RuleCutOffTests : RuleDeskHost
{
    [Theory]
    [InlineData(typeof(Ticket))]
    [InlineData(typeof(Message))]
    public async Task A_text_that_is_filed_again_is_answered_once(Type saved)
    {
        var desk = await StartAsync([Rules.Rule()]);
        await SayAsync(desk, "First", "m1");
        desk.Time.Advance(TimeSpan.FromMinutes(2));
        await CutOffAsync(desk, "Second", "m2", saved);

        desk.Services.GetRequiredService<WakeUp<Filing>>().Ring();
        (await FiledAsync(desk, "m2")).Unanswered.Should().BeNull("it was answered");
        await SayAsync(desk, "Third", "m3");

        (await AnswersAsync(desk)).Should().Equal("You said First", "You said Second");
    }

    [Fact]
    public async Task Rules_that_nobody_can_make_sense_of_keep_no_text_from_its_ticket()
    {
        var desk = await StartAsync([]);
        await desk.Store.InsertAsync(new RuleBook { Id = RuleBook.TheOne, Rules = [null!] }, default);
        await desk.Services.GetRequiredService<ReplyRules>().RefreshAsync(default);

        (await SayAsync(desk, "Hello", "m1")).TicketId.Should().NotBeNull();
    }

    [Fact]
    public async Task What_was_answered_before_the_crash_was_answered_even_when_it_was_the_last_of_the_share()
    {
        var desk = await StartAsync([Rules.Rule()], ("Desk:AutomaticRepliesPerHour", "1"));
        await CutOffAsync(desk, "First", "m1", typeof(Message));

        (await SayAsync(desk, "Second", "m2")).Unanswered.Should().NotBeNull();

        (await FiledAsync(desk, "m1")).Unanswered.Should().BeNull();
        (await AnswersAsync(desk)).Should().Equal("You said First");
    }

    [Fact]
    public async Task A_rule_that_was_changed_between_crash_and_next_pass_answers_no_second_time()
    {
        var desk = await StartAsync([Rules.Rule()]);
        await CutOffAsync(desk, "First", "m1", typeof(Message));
        await DeskOf(desk).ChangeAsync((await DeskOf(desk).RulesAsync(default)).Rules[0] with { Template = "Changed" }, default);

        await SayAsync(desk, "Second", "m2");

        (await AnswersAsync(desk)).Should().Equal("You said First");
    }

    /// <summary>The store fails at the first save of that kind.</summary>
    private static async Task CutOffAsync(DeskHost desk, string text, string id, Type saved)
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        desk.FullStore.Saving = document =>
        {
            if (document.GetType() != saved || document is Message { IsInbound: false })
                return Task.CompletedTask;
            desk.FullStore.Saving = null;
            failed.SetResult();
            throw new StoreUnavailableException("Cut off.");
        };
        await desk.Client.TextAsync(text, id);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
