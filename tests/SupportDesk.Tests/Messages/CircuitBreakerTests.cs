using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Messages;

/// <summary>When a gateway in trouble is asked.</summary>
public sealed class CircuitBreakerTests
{
    private static readonly OutboxOptions Options = new() { BreakAfter = 3, BreakWithin = TimeSpan.FromMinutes(1), FirstBreak = TimeSpan.FromSeconds(30), LongestBreak = TimeSpan.FromSeconds(100) };

    private readonly ManualTime time = new();
    private readonly CircuitBreaker breaker;

    public CircuitBreakerTests() => breaker = new(Options, time);

    private enum Step
    {
        Enter,
        Answered,
        Troubled,
        Forget,
        Wait,
        WaitLong,
    }

    [Fact]
    public void It_opens_at_the_last_of_so_many_troubles_in_a_row_and_says_since_when_and_why()
    {
        Trouble().Should().BeFalse();
        Trouble().Should().BeFalse();
        breaker.Outage.Should().BeNull();

        Trouble("Busy.").Should().BeTrue();

        breaker.Outage.Should().Be(new Outage(Samples.Morning, Options.FirstBreak, "Busy."));
        breaker.TryEnter().Should().BeNull();
    }

    [Fact]
    public void An_answer_in_between_begins_the_row_anew()
    {
        Trouble();
        Trouble();
        breaker.TryEnter()!.Answered().Should().BeFalse();
        Trouble();
        Trouble();

        breaker.Outage.Should().BeNull();
    }

    [Fact]
    public void Troubles_that_lie_further_apart_open_nothing()
    {
        for (var at = 0; at < 20; at++)
        {
            Trouble().Should().BeFalse();
            time.Advance(TimeSpan.FromSeconds(31));
        }
    }

    [Fact]
    public void Behind_the_pause_one_text_tries_and_no_second_one_meanwhile()
    {
        Open();
        time.Advance(Options.FirstBreak - TimeSpan.FromMilliseconds(1));
        breaker.TryEnter().Should().BeNull();
        time.Advance(TimeSpan.FromMilliseconds(1));

        var tries = breaker.TryEnter();

        tries.Should().NotBeNull();
        breaker.TryEnter().Should().BeNull();
        breaker.Outage!.NextTryIn.Should().BeNull();
        tries!.Answered().Should().BeTrue();
        breaker.Outage.Should().BeNull();
        breaker.TryEnter().Should().NotBeNull();
    }

    [Fact]
    public void Each_try_that_comes_to_nothing_doubles_the_pause_up_to_the_longest()
    {
        Open();
        foreach (var pause in new[] { 60, 100, 100 })
        {
            time.Advance(breaker.Outage!.NextTryIn!.Value);
            Trouble("Still.").Should().BeFalse("it was open already");
            breaker.Outage.Should().Be(new Outage(Samples.Morning, TimeSpan.FromSeconds(pause), "Still."));
        }

        time.Advance(TimeSpan.FromSeconds(100));
        breaker.TryEnter()!.Answered().Should().BeTrue();
        Open();
        breaker.Outage!.NextTryIn.Should().Be(Options.FirstBreak, "the next outage is another one");
    }

    [Fact]
    public void A_text_that_was_to_try_but_did_not_leaves_it_to_another()
    {
        Open();
        time.Advance(Options.FirstBreak);

        breaker.TryEnter()!.Dispose();

        breaker.TryEnter().Should().NotBeNull();
    }

    [Fact]
    public void What_comes_late_of_sends_from_before_changes_nothing()
    {
        var (one, other) = (breaker.TryEnter()!, breaker.TryEnter()!);
        Open();

        one.Answered().Should().BeFalse();
        other.Troubled("Late.").Should().BeFalse();

        breaker.Outage.Should().Be(new Outage(Samples.Morning, Options.FirstBreak, "Busy."));
    }

    [Fact]
    public void None_never_opens()
    {
        var never = new CircuitBreaker(new() { BreakAfter = 0 }, time);

        for (var at = 0; at < 50; at++)
            never.TryEnter()!.Troubled("Busy.").Should().BeFalse();
    }

    [Fact]
    public void Whatever_happens_it_opens_just_when_it_must_lets_one_try_at_a_time_and_opens_again_for_no_longer_than_the_longest() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<Step>()).ArrayOf(80).ToArbitrary(), steps =>
        {
            var clock = new ManualTime();
            var (tested, model) = (new CircuitBreaker(Options, clock), new Model());
            var passages = new Queue<Passage>();
            foreach (var step in steps)
                Take(step, tested, model, passages, clock);
        }).QuickCheckThrowOnFailure();

    private static void Take(Step step, CircuitBreaker tested, Model model, Queue<Passage> passages, ManualTime clock)
    {
        var now = clock.GetUtcNow();
        switch (step)
        {
            case Step.Enter when tested.TryEnter() is { } passage:
                model.MayEnter(now).Should().BeTrue();
                model.Enters();
                passages.Enqueue(passage);
                break;
            case Step.Enter:
                model.MayEnter(now).Should().BeFalse();
                break;
            case Step.Answered when passages.TryDequeue(out var passage):
                passage.Answered().Should().Be(model.Answers());
                break;
            case Step.Troubled when passages.TryDequeue(out var passage):
                passage.Troubled("x").Should().Be(model.IsTroubled(now));
                break;
            case Step.Forget when passages.TryDequeue(out var passage):
                passage.Dispose();
                model.Forgets();
                break;
            case Step.Wait or Step.WaitLong:
                clock.Advance(TimeSpan.FromSeconds(step is Step.Wait ? 11 : 97));
                break;
        }

        (tested.Outage is not null).Should().Be(model.IsOpen);
        tested.Outage?.NextTryIn.GetValueOrDefault().Should().BeLessThanOrEqualTo(Options.LongestBreak);
    }

    private void Open()
    {
        for (var at = 0; at < Options.BreakAfter; at++)
            Trouble();
    }

    private bool Trouble(string why = "Busy.") => breaker.TryEnter()!.Troubled(why);

    /// <summary>The same, said as simply as possible: whole lists, no state to forget. Each passage knows whether it was the one that tries.</summary>
    private sealed class Model
    {
        private readonly Queue<bool> tries = new();
        private readonly List<DateTimeOffset> row = [];
        private DateTimeOffset next;
        private double pause;

        public bool IsOpen { get; private set; }

        public bool MayEnter(DateTimeOffset now) => !IsOpen || (now >= next && !tries.Contains(true));

        public void Enters() => tries.Enqueue(IsOpen);

        public void Forgets() => tries.Dequeue();

        public bool Answers()
        {
            var isTry = tries.Dequeue();
            if (IsOpen && !isTry)
                return false;
            row.Clear();
            (var was, IsOpen) = (IsOpen, false);
            return was;
        }

        public bool IsTroubled(DateTimeOffset now)
        {
            var isTry = tries.Dequeue();
            if (IsOpen && !isTry)
                return false;
            row.Add(now);
            var wasOpen = IsOpen;
            IsOpen |= row.Count >= Options.BreakAfter && now - row[^Options.BreakAfter] <= Options.BreakWithin;
            if (!IsOpen)
                return false;
            pause = wasOpen ? Math.Min(pause * 2, 100) : 30;
            next = now.AddSeconds(pause);
            return !wasOpen;
        }
    }
}
