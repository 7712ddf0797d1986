using SupportDesk.Automation;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Automation;

public sealed class RuleMatchingTests
{
    [Theory]
    [InlineData(KeywordPlace.WholeText, "hours", "Hours?", true)]
    [InlineData(KeywordPlace.WholeText, "hours", "hours please", false)]
    [InlineData(KeywordPlace.WholeText, "opening hours", " opening\nHOURS!", true)]
    [InlineData(KeywordPlace.FirstWord, "hours", "hours please", true)]
    [InlineData(KeywordPlace.FirstWord, "hours", "your hours", false)]
    [InlineData(KeywordPlace.FirstWord, "hour", "hours", false)]
    [InlineData(KeywordPlace.Anywhere, "hours", "what are your hours, please", true)]
    [InlineData(KeywordPlace.Anywhere, "art", "start", false)]
    [InlineData(KeywordPlace.Anywhere, "opening hours", "opening the hours", false)]
    [InlineData(KeywordPlace.Anywhere, "营业时间", "你们的营业时间是什么", true)]
    [InlineData(KeywordPlace.Anywhere, "café", "CAFE near you", true)]
    [InlineData(KeywordPlace.Anywhere, "hours", "", false)]
    public void A_keyword_is_found_where_the_rule_says(KeywordPlace place, string keyword, string text, bool found) =>
        (Match(Rules.Rule(keywords: keyword) with { Place = place }, text) is not null).Should().Be(found);

    [Theory]
    [InlineData("order: 12 blue ones", "order", "12 blue ones")]
    [InlineData("BUY now", "buy", "now")]
    [InlineData("Order", "order", "")]
    public void The_keyword_and_the_rest_are_known(string text, string keyword, string rest)
    {
        var match = Match(Rules.Rule(keywords: ["order", "buy"]) with { Place = KeywordPlace.FirstWord }, text);

        (match!.Keyword, match.Rest).Should().Be((keyword, rest));
    }

    [Fact]
    public void Without_keywords_the_first_word_stands_in()
    {
        var match = Match(Rules.Rule(), "Hello, is anybody there?");

        (match!.Keyword, match.Rest).Should().Be(("Hello", "is anybody there?"));
        Match(Rules.Rule(), "?!")!.Keyword.Should().BeEmpty();
    }

    [Fact]
    public void The_first_rule_that_matches_wins()
    {
        var book = Rules.Book(Rules.Rule(name: "Off") with { Enabled = false }, Rules.Rule(name: "Hours", keywords: "hours"), Rules.Rule(name: "All"), Rules.Rule(name: "Never"));

        Match(book, "hours")!.Rule.Name.Should().Be("Hours");
        Match(book, "else")!.Rule.Name.Should().Be("All");
        Match(Rules.Book(), "hours").Should().BeNull();
    }

    [Fact]
    public void A_rule_for_one_number_is_for_that_one_only()
    {
        var book = Rules.Book(Rules.Rule() with { Numbers = ["+31970109999"] });

        Match(book, "Hello").Should().BeNull();
        book.Match(new("Hello", "+31970109999", Samples.Morning, IsFirst: false)).Should().NotBeNull();
    }

    [Fact]
    public void A_rule_for_first_texts_leaves_the_others()
    {
        var book = Rules.Book(Rules.Rule() with { OnlyFirst = true });

        Match(book, "Hello").Should().BeNull();
        book.Match(new("Hello", Samples.Desk, Samples.Morning, IsFirst: true)).Should().NotBeNull();
    }

    [Theory]
    [InlineData(RuleHours.Always, 3, true)]
    [InlineData(RuleHours.Within, 3, false)]
    [InlineData(RuleHours.Outside, 3, true)]
    [InlineData(RuleHours.Within, 10, true)]
    [InlineData(RuleHours.Outside, 10, false)]
    public void A_rule_looks_at_when_the_text_came(RuleHours hours, int hour, bool answers)
    {
        var rule = Rules.Rule() with { Hours = hours, Opening = new() { Days = Enum.GetValues<DayOfWeek>(), From = new(9, 0), To = new(17, 0) } };

        var match = Rules.Book(rule).Match(new("Hello", Samples.Desk, new DateTimeOffset(2026, 3, 2, hour, 0, 0, TimeSpan.Zero), IsFirst: false));

        (match is not null).Should().Be(answers);
    }

    private static RuleMatch? Match(ReplyRule rule, string text) => Match(Rules.Book(rule), text);

    private static RuleMatch? Match(RuleBook book, string text) => book.Match(new(text, Samples.Desk, Samples.Morning, IsFirst: false));
}
