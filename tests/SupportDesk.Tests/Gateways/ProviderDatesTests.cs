using SupportDesk.Gateways;

namespace SupportDesk.Tests.Gateways;

public sealed class ProviderDatesTests
{
    [Theory]
    [InlineData("2024-05-06T07:08:09+00:00")]
    [InlineData("2024-05-06T07:08:09 00:00")]
    [InlineData("2024-05-06T09:08:09 02:00")]
    [InlineData("2024-05-06T09:08:09+0200")]
    [InlineData("2024-05-06T07:08:09Z")]
    [InlineData("2024-05-06T07:08:09.000000000Z")]
    [InlineData("2024-05-06T07:08:09")]
    [InlineData("2024-05-06 07:08:09")]
    [InlineData(" 2024-05-06 07:08:09 ")]
    [InlineData("20240506070809")]
    [InlineData("1714979289")]
    [InlineData("1714979289000")]
    [InlineData("Mon, 06 May 2024 07:08:09 +0000")]
    [InlineData("Mon, 6 May 2024 07:08:09 GMT")]
    public void Every_way_of_writing_a_time_is_read(string written) =>
        ProviderDates.Read(written).Should().Be(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero));

    [Fact]
    public void Unix_seconds_that_look_like_a_short_date_are_unix_seconds() =>
        ProviderDates.Read("1801010000").Should().Be(new DateTimeOffset(2027, 1, 27, 0, 33, 20, TimeSpan.Zero));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("12:30")]
    [InlineData("5/6")]
    [InlineData("May 6")]
    [InlineData("2024-13-45T99:99:99Z")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("99999999999999999999")]
    [InlineData("-1714979289")]
    [InlineData("1e9")]
    public void What_is_no_whole_time_is_none_whatever_day_it_is_today(string? written) => ProviderDates.Read(written).Should().BeNull();
}
