using System.Globalization;
using SupportDesk.Automation;

namespace SupportDesk.Tests.Automation;

public sealed class OpeningHoursTests
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Theory]
    [InlineData("2026-03-02T08:59:59Z", false)]
    [InlineData("2026-03-02T09:00:00Z", true)]
    [InlineData("2026-03-02T16:59:59Z", true)]
    [InlineData("2026-03-02T17:00:00Z", false)]
    [InlineData("2026-03-01T12:00:00Z", false)]
    public void They_begin_with_their_first_minute_and_end_before_their_last(string at, bool open) =>
        Hours("09:00", "17:00").AreAt(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).Should().Be(open);

    [Theory]
    [InlineData("2026-03-06T23:00:00Z", true)]
    [InlineData("2026-03-07T05:59:00Z", true)]
    [InlineData("2026-03-07T06:00:00Z", false)]
    [InlineData("2026-03-07T23:00:00Z", false)]
    [InlineData("2026-03-09T05:00:00Z", false)]
    [InlineData("2026-03-09T22:00:00Z", true)]
    public void A_night_belongs_to_the_day_that_it_began_on(string at, bool open) =>
        Hours("22:00", "06:00").AreAt(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).Should().Be(open);

    [Theory]
    [InlineData("2026-03-06T23:59:59Z", true)]
    [InlineData("2026-03-07T00:00:00Z", false)]
    [InlineData("2026-03-08T23:59:59Z", false)]
    [InlineData("2026-03-09T00:00:00Z", true)]
    public void From_midnight_to_midnight_is_a_whole_day(string at, bool open) =>
        Hours("00:00", "00:00").AreAt(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).Should().Be(open);

    [Theory]
    [InlineData("2026-03-27T08:30:00Z", true)]
    [InlineData("2026-03-30T07:30:00Z", true)]
    [InlineData("2026-03-27T07:30:00Z", false)]
    [InlineData("2026-03-30T15:30:00Z", false)]
    public void They_follow_summer_time(string at, bool open) =>
        (Hours("09:00", "17:00") with { TimeZone = "Europe/Amsterdam" }).AreAt(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).Should().Be(open);

    [Fact]
    public void A_zone_that_this_machine_does_not_know_is_read_as_UTC()
    {
        var hours = Hours("09:00", "17:00") with { TimeZone = "Mars/Olympus_Mons" };

        OpeningHours.IsTimeZone(hours.TimeZone).Should().BeFalse();
        hours.AreAt(DateTimeOffset.Parse("2026-03-02T09:00:00Z", CultureInfo.InvariantCulture)).Should().BeTrue();
    }

    [Fact]
    public void A_time_that_clocks_skip_is_still_some_moment() =>
        (Hours("09:00", "17:00") with { TimeZone = "Europe/Amsterdam" }).Moment(new(2026, 3, 29, 2, 30, 0)).Should().BeCloseTo(DateTimeOffset.Parse("2026-03-29T01:30:00Z", CultureInfo.InvariantCulture), TimeSpan.FromHours(1));

    private static OpeningHours Hours(string from, string to) => new() { Days = Weekdays, From = TimeOnly.Parse(from, CultureInfo.InvariantCulture), To = TimeOnly.Parse(to, CultureInfo.InvariantCulture) };
}
