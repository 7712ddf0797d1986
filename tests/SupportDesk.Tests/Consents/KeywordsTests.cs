using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using SupportDesk.Consents;

namespace SupportDesk.Tests.Consents;

/// <summary>Which texts are keywords: those that say nothing else.</summary>
public sealed class KeywordsTests
{
    private static readonly string[] Ends = ["", ".", "!", " ", "\n", "!!! ", "…", "\u200b"];

    private readonly Keywords keywords = new(Options.Create(new ConsentOptions()));

    [Theory]
    [InlineData("STOP", Keyword.OptOut)]
    [InlineData("stop", Keyword.OptOut)]
    [InlineData(" Stop.\r\n", Keyword.OptOut)]
    [InlineData("STOP!!!", Keyword.OptOut)]
    [InlineData("stop all", Keyword.OptOut)]
    [InlineData("opt  out", Keyword.OptOut)]
    [InlineData("Opt-Out", Keyword.OptOut)]
    [InlineData("unsubscribe", Keyword.OptOut)]
    [InlineData("ARRÊT", Keyword.OptOut)]
    [InlineData("arre\u0302t", Keyword.OptOut)]
    [InlineData("стоп", Keyword.OptOut)]
    [InlineData("ｓｔｏｐ", Keyword.OptOut)]
    [InlineData("\u200eSTOP\u200f", Keyword.OptOut)]
    [InlineData("Afmelden", Keyword.OptOut)]
    [InlineData("start", Keyword.OptIn)]
    [InlineData("UNSTOP.", Keyword.OptIn)]
    [InlineData("Yes", Keyword.Yes)]
    [InlineData("help", Keyword.Help)]
    [InlineData("Info?", Keyword.Help)]
    public void A_text_that_is_a_keyword_is_one(string text, Keyword keyword) => keywords.Read(text)!.Keyword.Should().Be(keyword);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("...")]
    [InlineData("please stop")]
    [InlineData("STOP texting me")]
    [InlineData("stopp it")]
    [InlineData("nonstop")]
    [InlineData("S T O P")]
    [InlineData(".STOP")]
    [InlineData("ST.OP")]
    [InlineData("help me")]
    [InlineData("yes please")]
    [InlineData("\ud800")]
    [InlineData("STOP\ud83d\ude00")]
    public void A_text_that_says_more_is_none(string text) => keywords.Read(text).Should().BeNull();

    [Fact]
    public void A_text_of_any_length_is_read()
    {
        keywords.Read("STOP" + new string(' ', 1_000_000)).Should().BeNull();
        keywords.Read(new string('.', 1_000_000)).Should().BeNull();
    }

    [Fact]
    public void Whatever_a_text_holds_it_is_read_and_only_a_listed_word_is_a_keyword()
    {
        var options = new ConsentOptions();
        var listed = $"{options.OptOutWords},{options.OptInWords},{options.YesWords},{options.HelpWords}".Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        var letters = Gen.Elements("STOPstop ênd.!-YyEeHhLlPp\u0302\u200b\ud83d\ude00\n１０".ToCharArray());
        var nasty = Gen.ArrayOf(letters).Select(some => new string(some));
        var any = Gen.OneOf(nasty, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(any), text => keywords.Read(text) is not { } word || (listed.Contains(word.Word) && Keywords.Compact(text) == Keywords.Compact(word.Word))));
    }

    [Fact]
    public void Every_listed_word_is_found_in_any_case_with_white_space_and_punctuation_and_never_with_another_word()
    {
        var options = new ConsentOptions();
        var words = Gen.Elements($"{options.OptOutWords},{options.OptInWords},{options.HelpWords}".Split(',', StringSplitOptions.TrimEntries));
        var written = from word in words from end in Gen.Elements(Ends) from upper in Gen.Elements(true, false) select (Word: word, Text: $" {(upper ? word : word.ToLowerInvariant())}{end}");

        Check.QuickThrowOnFailure(Prop.ForAll(Arb.From(written), one => keywords.Read(one.Text)!.Word == one.Word && keywords.Read(one.Text + " x") is null && keywords.Read("x " + one.Text) is null));
    }
}
