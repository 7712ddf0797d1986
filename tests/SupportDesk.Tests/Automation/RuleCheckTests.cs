using Microsoft.Extensions.Options;
using SupportDesk.Automation;
using SupportDesk.Consents;
using SupportDesk.Tests.Support;
using SupportDesk.Web.Templates;

namespace SupportDesk.Tests.Automation;

public sealed class RuleCheckTests
{
    private readonly RuleCheck check = new(new HandlebarsTemplates(), new Keywords(Options.Create(new ConsentOptions())));

    public static TheoryData<string, ReplyRule> Mistakes => new()
    {
        { "Name", Rules.Rule(name: "") },
        { "Name", Rules.Rule(name: new string('x', 81)) },
        { "Name", Rules.Rule(name: "taken") },
        { "Keywords", Rules.Rule(keywords: "?!") },
        { "Keywords", Rules.Rule(keywords: new string('x', 51)) },
        { "Keywords", Rules.Rule(keywords: "Stop") },
        { "Keywords", Rules.Rule(keywords: "info") },
        { "Keywords", Rules.Rule(keywords: [.. Enumerable.Range(0, 51).Select(number => $"word{number}")]) },
        { "TimeZone", Rules.Rule() with { Opening = new() { TimeZone = "Nowhere" } } },
        { "Days", Rules.Rule() with { Hours = RuleHours.Outside } },
        { "Template", Rules.Rule(template: " ") },
        { "Template", Rules.Rule(template: "{{colour}}") },
        { "Template", Rules.Rule(template: string.Concat(Enumerable.Repeat("{{text}}", 126))) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_at_its_field(string field, ReplyRule rule) =>
        check.Problems(rule, Rules.Book(Rules.Rule(name: "Taken"))).Should().ContainSingle().Which.Field.Should().Be(field);

    [Fact]
    public void A_word_of_HELP_may_begin_a_longer_text() =>
        check.Problems(Rules.Rule(keywords: ["info", "yes"]) with { Place = KeywordPlace.FirstWord }, Rules.Book()).Should().BeEmpty();

    [Fact]
    public void A_rule_keeps_its_own_name() => check.Problems(Rules.Book(Rules.Rule()).Rules[0], Rules.Book(Rules.Rule())).Should().BeEmpty();

    [Fact]
    public void There_is_no_room_for_more_than_there_is_room_for()
    {
        var full = Rules.Book([.. Enumerable.Range(0, RuleBook.MostRules).Select(number => Rules.Rule(name: $"Rule {number}"))]);

        check.Problems(Rules.Rule(), full).Should().ContainSingle().Which.Sentence.Should().Contain("100");
        check.Problems(full.Rules[0], full).Should().BeEmpty();
    }
}
