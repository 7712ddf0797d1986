using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Consents;

/// <summary>What can happen to a customer's consent.</summary>
public sealed class ConsentTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 6, 10, 0, 0, TimeSpan.Zero);

    private readonly Consent none = Consent.Of(Samples.Desk, Samples.Customer);

    [Fact]
    public void The_id_is_made_of_both_numbers()
    {
        none.Id.Should().Be(Consent.IdOf(Samples.Desk, Samples.Customer)).And.MatchRegex("^[0-9a-f]{32}$");
        Consent.IdOf(Samples.Customer, Samples.Desk).Should().NotBe(none.Id);
        Consent.IdOf("1|2", "3").Should().NotBe(Consent.IdOf("1", "2|3"));
    }

    [Fact]
    public void Nobody_has_opted_out_before_saying_so() => none.WhyNot(Samples.Outbound()).Should().BeNull();

    [Fact]
    public void Who_texted_STOP_gets_nothing_and_the_reason_says_when_and_how() =>
        none.Note(Stop("m1")).WhyNot(Samples.Outbound()).Should().Be("The customer opted out on 6 May 2026 with STOP.");

    [Fact]
    public void The_same_text_twice_is_one_change()
    {
        var once = none.Note(Stop("m1"));

        once.Note(Stop("m1")).Should().BeSameAs(once);
    }

    [Fact]
    public void A_text_that_is_filed_again_after_the_customer_opted_in_does_not_opt_out_again()
    {
        var back = none.Note(Stop("m1")).Note(Start("m2"));

        back.Note(Stop("m1")).Should().BeSameAs(back);
        back.IsOptedOut.Should().BeFalse();
    }

    [Fact]
    public void A_repeated_STOP_that_is_filed_again_after_the_customer_opted_in_does_not_opt_out_again()
    {
        var back = none.Note(Stop("m1")).Note(Stop("m2")).Note(Start("m3"));

        back.Note(Stop("m2")).Should().BeSameAs(back);
        back.Ledger.Should().HaveCount(2);
    }

    [Fact]
    public void A_machine_that_repeats_itself_does_not_make_the_ledger_grow()
    {
        var consent = Enumerable.Range(0, 1000).Aggregate(none, (known, at) => known.Note(Stop($"m{at}")));

        consent.Ledger.Should().ContainSingle();
        consent.Repeats.Should().HaveCount(50).And.EndWith("m999");
    }

    [Fact]
    public void The_ledger_keeps_every_change()
    {
        var consent = none.Note(Stop("m1")).Note(Start("m2")).Note(ByHand(true)).OptIn(ByHand(false), At);

        consent.Ledger.Select(change => (change.OptedOut, change.Means)).Should().Equal((true, ConsentMeans.Keyword), (false, ConsentMeans.Keyword), (true, ConsentMeans.Agent), (false, ConsentMeans.Agent));
        consent.Ledger[2].Undated().Should().Be("Ann opted the customer out.");
    }

    [Fact]
    public void The_answer_to_the_STOP_that_counts_may_be_sent_and_no_other()
    {
        var consent = none.Note(Stop("m1")).Note(Start("m2")).Note(Stop("m3"));

        consent.WhyNot(Text("word-m3")).Should().BeNull();
        consent.WhyNot(Text("word-m3.2")).Should().BeNull();
        foreach (var id in new[] { "word-m1", "word-m2", "word-m3~2", "word-m", "word-m33", "confirm-K7F2QD" })
            consent.WhyNot(Text(id)).Should().NotBeNull(id);
    }

    [Fact]
    public void After_an_opt_out_by_hand_or_by_the_provider_nothing_may_be_sent()
    {
        none.Note(ByHand(true)).WhyNot(Text("word-m1")).Should().Be("Ann opted the customer out on 6 May 2026.");
        none.Learn(FromProvider("m1"), At).WhyNot(Text("word-m1")).Should().Be("The carrier said on 6 May 2026 that the customer has opted out.");
    }

    [Fact]
    public void A_providers_word_on_a_text_that_left_before_the_customer_opted_in_again_is_out_of_date()
    {
        var back = none.Note(Stop("m1")).Note(Start("m2"));

        back.Learn(FromProvider("r1"), At.AddMinutes(-1)).Should().BeSameAs(back);
        back.Learn(FromProvider("r1"), At.AddMinutes(1)).IsOptedOut.Should().BeTrue();
    }

    [Fact]
    public void Two_reports_on_one_text_are_one_change()
    {
        var learned = none.Learn(FromProvider("r1"), At);

        learned.Learn(FromProvider("r1"), At).Should().BeSameAs(learned);
        learned.Learn(FromProvider("r2"), At).Should().BeSameAs(learned);
    }

    [Fact]
    public void An_agent_who_saw_an_older_state_opts_nobody_in()
    {
        var consent = none.Note(Stop("m1")).Note(Start("m2") with { At = At.AddMinutes(1) }).Note(Stop("m3") with { At = At.AddMinutes(2) });

        consent.OptIn(ByHand(false), At).Should().BeSameAs(consent);
        consent.OptIn(ByHand(false), At.AddMinutes(2)).IsOptedOut.Should().BeFalse();
    }

    [Fact]
    public void A_first_START_is_kept_as_proof() => none.Note(Start("m1")).Ledger.Should().ContainSingle().Which.OptedOut.Should().BeFalse();

    private static Message Text(string id) => Samples.Outbound(id: id);

    private static ConsentChange Stop(string id) => new(true, At, ConsentMeans.Keyword, "STOP") { MessageId = id };

    private static ConsentChange Start(string id) => new(false, At, ConsentMeans.Keyword, "START") { MessageId = id };

    private static ConsentChange ByHand(bool optedOut) => new(optedOut, At, ConsentMeans.Agent, "By phone.") { By = Samples.Ann };

    private static ConsentChange FromProvider(string id) => new(true, At, ConsentMeans.Provider, "Opted out.") { MessageId = id };
}
