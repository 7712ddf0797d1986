using SupportDesk.Tickets;

namespace SupportDesk.Tests.Tickets;

public sealed class TicketCodeTests
{
    [Fact]
    public void Codes_have_six_signs_without_vowels_and_look_alikes()
    {
        var chance = new Random(1);

        for (var draw = 0; draw < 2000; draw++)
            TicketCode.Draw(chance).Should().MatchRegex("^[2346789CDFHJKMNPQRTVWXY]{6}$");
    }

    [Fact]
    public void Many_collisions_make_codes_longer() => TicketCode.Draw(new Random(1), collisions: 3).Should().HaveLength(7);

    [Theory]
    [InlineData("My ticket is K7F2QD, any news?", "K7F2QD")]
    [InlineData("k7f2qd", "K7F2QD")]
    [InlineData("#K7F2QD!", "K7F2QD")]
    [InlineData("K7F2QD and 9XKHRT", "K7F2QD,9XKHRT")]
    [InlineData("K7F2QD K7F2QD", "K7F2QD")]
    [InlineData("Please hurry, thanks", "")]
    [InlineData("aK7F2QDb", "")]
    [InlineData("éK7F2QD", "")]
    [InlineData("", "")]
    public void Quoted_codes_are_found_in_texts(string text, string expected) =>
        string.Join(',', TicketCode.QuotedIn(text)).Should().Be(expected);

    [Fact]
    public void A_text_full_of_codes_costs_no_more_than_three_looks() =>
        TicketCode.QuotedIn(string.Join(' ', Enumerable.Range(0, 1000).Select(n => TicketCode.Draw(new Random(n))))).Should().HaveCount(3);

    [Theory]
    [InlineData(" k7f2qd ", "K7F2QD")]
    [InlineData("#K7F2QD", "K7F2QD")]
    [InlineData("../../etc", null)]
    [InlineData("K7F2QDK7F2QD", null)]
    [InlineData("", null)]
    public void Typed_codes_are_normalised(string typed, string? expected) => TicketCode.Normalize(typed).Should().Be(expected);
}
