using SupportDesk.Messages;

namespace SupportDesk.Tests.Messages;

public sealed class SendPaceTests
{
    [Fact]
    public void A_clock_that_is_set_back_holds_no_text_up()
    {
        var clock = new SetClock { Now = Support.Samples.Morning };
        var pace = new SendPace(clock);
        pace.TryTake("+31970102400", 1);
        pace.TryTake("+31970102400", 1);

        clock.Now -= TimeSpan.FromHours(1);
        clock.Elapsed += TimeSpan.FromSeconds(5);

        pace.TryTake("+31970102400", 1).Should().BeTrue();
    }

    [Fact]
    public void One_second_is_saved_up_and_no_more()
    {
        var clock = new SetClock { Now = Support.Samples.Morning, Elapsed = TimeSpan.FromHours(1) };
        var pace = new SendPace(clock);

        Enumerable.Range(0, 20).Count(_ => pace.TryTake("+31970102400", 5)).Should().Be(6);

        clock.Elapsed += TimeSpan.FromHours(1);
        Enumerable.Range(0, 20).Count(_ => pace.TryTake("+31970102400", 5)).Should().Be(6);
    }

    /// <summary>A clock whose time of day can be set while time passes on.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public TimeSpan Elapsed { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
