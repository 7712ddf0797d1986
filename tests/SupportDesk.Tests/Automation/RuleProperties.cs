using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Automation;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Automation;

/// <summary>Whatever customers write and administrators put into rules.</summary>
public sealed class RuleProperties
{
    private static readonly Gen<string> Word = Gen.Elements("hours", "HOURS", "Straße", "営業", "order", "a", "l’été", "👍", "12", "שלום", "'", "-");

    private static readonly Gen<string> Anything = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""),
        Word.ListOf().Select(words => string.Join(' ', words)),
        Gen.Elements("", " ", "\0", "\ud800", "{{text}}", "\u202e", "a\u0301", new string('x', 5000)));

    private static readonly Gen<string> Keyword = Anything.Where(text => TextWords.Of(text).Count > 0);

    private static readonly Gen<(string Text, string Keyword)> Pair = Gen.Zip(Anything, Keyword).Select(pair => (pair.Item1, pair.Item2));

    [Fact]
    public void A_text_that_is_a_keyword_begins_with_it_and_one_that_begins_with_it_contains_it() => Check(Pair, pair =>
    {
        var (whole, first, anywhere) = (Matches(KeywordPlace.WholeText, pair), Matches(KeywordPlace.FirstWord, pair), Matches(KeywordPlace.Anywhere, pair));
        (!whole || first).Should().BeTrue();
        (!first || anywhere).Should().BeTrue();
    });

    [Fact]
    public void A_keyword_is_found_in_itself_before_and_behind_anything() => Check(Pair, pair =>
    {
        var (text, keyword) = pair;
        Matches(KeywordPlace.WholeText, (keyword, keyword)).Should().BeTrue();
        Matches(KeywordPlace.FirstWord, ($"{keyword}\n{text}", keyword)).Should().BeTrue();
        Matches(KeywordPlace.Anywhere, ($"{text}\n{keyword}\n{text}", keyword)).Should().BeTrue();
    });

    [Fact]
    public void The_rest_is_the_end_of_the_text() => Check(Pair, pair =>
    {
        var match = Rules.Rule(keywords: pair.Keyword).Imagine(pair.Text);
        pair.Text.TrimEnd().Should().EndWith(match.Rest);
    });

    [Fact]
    public void The_first_that_matches_alone_is_the_one_that_matches_among_others() =>
        Check(Gen.Zip(Anything, Rule.ListOf()), drawn =>
        {
            var rules = drawn.Item2.Select((rule, number) => rule with { Name = $"{number}" }).Take(RuleBook.MostRules).ToArray();
            var occasion = new Occasion(drawn.Item1, Samples.Desk, Samples.Morning, IsFirst: true);
            var alone = rules.FirstOrDefault(rule => Rules.Book(rule).Match(occasion) is not null);
            Rules.Book(rules).Match(occasion)?.Rule.Name.Should().Be(alone?.Name);
            (Rules.Book(rules).Match(occasion) is null).Should().Be(alone is null);
        });

    [Fact]
    public void Moving_loses_no_rule_and_up_undoes_down() => Check(Gen.Choose(1, 8), Gen.Choose(0, 9), (count, id) =>
    {
        var book = Rules.Book([.. Enumerable.Range(0, count).Select(number => Rules.Rule(name: $"{number}"))]);
        var moved = book.MoveDown(id);
        moved.Rules.Should().BeEquivalentTo(book.Rules);
        if (!ReferenceEquals(moved, book))
            moved.MoveUp(id).Rules.Should().Equal(book.Rules);
    });

    private static Gen<ReplyRule> Rule =>
        from keyword in Gen.OneOf(Keyword.Select(word => new[] { word }), Gen.Constant(Array.Empty<string>()))
        from place in Gen.Elements(Enum.GetValues<KeywordPlace>())
        from enabled in ArbMap.Default.GeneratorFor<bool>()
        from hours in Gen.Elements(Enum.GetValues<RuleHours>())
        from mine in ArbMap.Default.GeneratorFor<bool>()
        select Rules.Rule(keywords: keyword) with { Place = place, Enabled = enabled, Hours = hours, Numbers = mine ? [Samples.Desk] : ["+31970109999"] };

    private static bool Matches(KeywordPlace place, (string Text, string Keyword) pair) =>
        Rules.Book(Rules.Rule(keywords: pair.Keyword) with { Place = place }).Match(new(pair.Text, Samples.Desk, Samples.Morning, IsFirst: false)) is not null;

    private static void Check<T>(Gen<T> drawn, Action<T> holds) => Prop.ForAll(drawn.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    private static void Check<T, TOther>(Gen<T> one, Gen<TOther> other, Action<T, TOther> holds) => Prop.ForAll(one.ToArbitrary(), other.ToArbitrary(), holds).QuickCheckThrowOnFailure();
}
