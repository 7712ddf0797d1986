using SupportDesk.Automation;

namespace SupportDesk.Tests.Automation;

public sealed class TextWordsTests
{
    [Theory]
    [InlineData("Opening HOURS?", "OPENING HOURS")]
    [InlineData("  (opening)\n\t hours… ", "OPENING HOURS")]
    [InlineData("hours/prices", "HOURS PRICES")]
    [InlineData("Öffnungszeiten à l’hôtel", "OFFNUNGSZEITEN A L'HOTEL")]
    [InlineData("o\u0301pen ho\u200burs", "OPEN HOURS")]
    [InlineData("'hours'", "HOURS")]
    [InlineData("order #12", "ORDER 12")]
    [InlineData("👍🏽 ok", "👍 🏽 OK")]
    [InlineData("营业时间?", "营 业 时 间")]
    [InlineData("?!… \u200b'", "")]
    [InlineData("", "")]
    public void Words_are_compared_without_case_accents_and_punctuation(string text, string plain) => TextWords.Of(text).Plain.Should().Be(plain);

    [Theory]
    [InlineData("order: 12 pieces", 0, "12 pieces")]
    [InlineData("order - \"blue\" (2)", 0, "\"blue\" (2)")]
    [InlineData("order", 0, "")]
    [InlineData("please order\n12", 1, "12")]
    public void What_stands_behind_a_word_begins_with_what_was_meant(string text, int place, string rest) => TextWords.Of(text).Behind(place).Should().Be(rest);

    [Fact]
    public void A_very_long_text_is_read_in_one_pass()
    {
        var words = TextWords.Of(string.Concat(Enumerable.Repeat("a b'", 50_000)));

        words.PlaceOf(TextWords.Of("nowhere to be found")).Should().Be(-1);
        words.Count.Should().BeGreaterThan(50_000);
    }
}
