using SupportDesk.Automation;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Automation;

public sealed class RuleBookTests
{
    private readonly RuleBook book = Rules.Book(Rules.Rule(name: "One"), Rules.Rule(name: "Two"), Rules.Rule(name: "Three"));

    [Fact]
    public void Rules_are_added_behind_and_no_id_is_given_twice()
    {
        var after = book.Remove(3, 1).Add(Rules.Rule(name: "Four"));

        after.Rules.Select(rule => (rule.Id, rule.Name)).Should().Equal((1, "One"), (2, "Two"), (4, "Four"));
    }

    [Theory]
    [InlineData(1, true, "One Two Three")]
    [InlineData(2, true, "Two One Three")]
    [InlineData(3, true, "One Three Two")]
    [InlineData(1, false, "Two One Three")]
    [InlineData(2, false, "One Three Two")]
    [InlineData(3, false, "One Two Three")]
    [InlineData(9, true, "One Two Three")]
    [InlineData(9, false, "One Two Three")]
    public void A_rule_changes_places_with_its_neighbour(int id, bool up, string order)
    {
        var moved = up ? book.MoveUp(id) : book.MoveDown(id);

        string.Join(' ', moved.Rules.Select(rule => rule.Name)).Should().Be(order);
        ReferenceEquals(moved, book).Should().Be(order == "One Two Three");
    }

    [Fact]
    public void What_was_changed_meanwhile_is_not_changed_over()
    {
        var seen = book.Find(2)!;
        var switched = book.Switch(2, on: false, "Bob", Samples.Morning);

        switched.Change(seen with { Template = "Late" }).Should().BeSameAs(switched);
        switched.Remove(2, seen.Revision).Should().BeSameAs(switched);
        switched.Switch(2, on: false, "Cy", Samples.Morning).Should().BeSameAs(switched);
        switched.Find(2).Should().BeEquivalentTo(new { Enabled = false, ChangedBy = "Bob", Revision = 2 });
    }

    [Fact]
    public void No_two_rules_have_the_same_name()
    {
        book.Add(Rules.Rule(name: "two")).Should().BeSameAs(book);
        book.Change(book.Find(1)! with { Name = "TWO" }).Should().BeSameAs(book);
        book.Change(book.Find(2)! with { Name = "TWO" }).Find(2)!.Name.Should().Be("TWO");
    }

    [Fact]
    public void There_is_an_end_to_them()
    {
        var full = Rules.Book([.. Enumerable.Range(0, RuleBook.MostRules).Select(number => Rules.Rule(name: $"Rule {number}"))]);

        full.IsFull.Should().BeTrue();
        full.Add(Rules.Rule(name: "One more")).Should().BeSameAs(full);
    }
}
