using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Messages;

namespace SupportDesk.Tests.Messages;

public sealed class RetryScheduleTests
{
    private static readonly OutboxOptions Options = new();

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(8, 640)]
    [InlineData(9, 900)]
    public void Waits_double_up_to_the_longest(int attempts, double seconds) =>
        RetrySchedule.DelayAfter(Options, attempts, null, chance: 0.5).Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void After_the_last_attempt_there_is_no_further_wait() =>
        RetrySchedule.DelayAfter(Options, Options.MostAttempts, null, 0.5).Should().BeNull();

    [Fact]
    public void What_the_provider_asks_for_is_never_undercut() =>
        RetrySchedule.DelayAfter(Options, 1, TimeSpan.FromMinutes(2), 0.5).Should().Be(TimeSpan.FromMinutes(2));

    [Theory]
    [InlineData(3600, 3600)]
    [InlineData(3601, 3600)]
    [InlineData(31_536_000, 3600)]
    public void No_provider_can_put_a_text_off_for_more_than_an_hour_at_a_time(double asked, double seconds) =>
        RetrySchedule.DelayAfter(Options, 1, TimeSpan.FromSeconds(asked), 0.5).Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_wait_that_the_settings_make_longer_than_an_hour_stays() =>
        RetrySchedule.DelayAfter(new() { LongestWait = TimeSpan.FromHours(5), FirstWait = TimeSpan.FromHours(3) }, 1, TimeSpan.FromHours(2), 0.5).Should().Be(TimeSpan.FromHours(3));

    [Fact]
    public void A_shorter_wish_of_the_provider_does_not_shorten_the_wait() =>
        RetrySchedule.DelayAfter(Options, 3, TimeSpan.FromSeconds(1), 0.5).Should().Be(TimeSpan.FromSeconds(20));

    [Fact]
    public void Jitter_stays_within_a_fifth() => Prop.ForAll(
        Gen.Choose(1, 9).Zip(Gen.Choose(0, 1000)).ToArbitrary(),
        draw =>
        {
            var middle = RetrySchedule.DelayAfter(Options, draw.Item1, null, 0.5)!.Value;
            var wait = RetrySchedule.DelayAfter(Options, draw.Item1, null, draw.Item2 / 1000d)!.Value;
            return wait >= middle * 0.799 && wait <= middle * 1.201;
        }).QuickCheckThrowOnFailure();
}
