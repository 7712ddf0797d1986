using SupportDesk.Tests.Support;

namespace SupportDesk.Tests;

public sealed class DeskClockTests
{
    private readonly SteppedTime time = new();
    private readonly DeskClock clock;

    public DeskClockTests() => clock = new DeskClock(time);

    [Fact]
    public void Stamps_increase_though_no_time_passes()
    {
        var first = clock.Stamp();

        clock.Stamp().Should().Be(first.AddTicks(1));
        clock.Now.Should().Be(first.AddTicks(1));
    }

    [Fact]
    public void A_machine_whose_clock_is_set_back_goes_on_at_half_speed_until_it_has_caught_up()
    {
        var before = clock.Stamp();
        time.Step(TimeSpan.FromHours(-1));

        time.Pass(TimeSpan.FromMinutes(10));
        clock.Now.Should().Be(before.AddMinutes(5));
        clock.Stamp().Should().BeOnOrAfter(before.AddMinutes(5));

        time.Pass(TimeSpan.FromHours(2));
        clock.Now.Should().Be(time.GetUtcNow());
    }

    /// <summary>A wall clock that can be set, and one that only goes on.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private DateTimeOffset wall = Samples.Morning;
        private TimeSpan passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => wall;

        public override long GetTimestamp() => passed.Ticks;

        public void Step(TimeSpan by) => wall += by;

        public void Pass(TimeSpan time) => (wall, passed) = (wall + time, passed + time);
    }
}
