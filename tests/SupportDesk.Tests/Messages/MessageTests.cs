using SupportDesk.Messages;
using static SupportDesk.Tests.Support.Samples;

namespace SupportDesk.Tests.Messages;

public sealed class MessageTests
{
    private static readonly DateTimeOffset Later = Morning.AddSeconds(3);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_claim_holds_until_its_lease_ends()
    {
        var claimed = Outbound().Claim(Later, Lease);

        claimed.State.Should().Be(MessageState.Sending);
        claimed.DueAt.Should().Be(Later + Lease);
        claimed.Attempts.Should().Be(1);
    }

    [Fact]
    public void An_accepted_text_is_sent_and_done()
    {
        var sent = Outbound().Claim(Later, Lease).After(new SendResult.Accepted("p1"), null, Later);

        sent.Should().BeEquivalentTo(new { State = MessageState.Sent, ProviderId = "p1", DueAt = (DateTimeOffset?)null, Failure = (string?)null });
    }

    [Fact]
    public void A_busy_provider_is_tried_again_after_the_wait()
    {
        var waiting = Outbound().Claim(Later, Lease).After(new SendResult.TryLater("Busy."), TimeSpan.FromSeconds(5), Later);

        waiting.Should().BeEquivalentTo(new { State = MessageState.Queued, Failure = "Busy.", DueAt = (DateTimeOffset?)Later.AddSeconds(5) });
    }

    [Fact]
    public void A_provider_that_stays_busy_fails_in_the_end_and_says_so()
    {
        var failed = Outbound().Claim(Later, Lease).After(new SendResult.TryLater("Busy."), null, Later);

        failed.State.Should().Be(MessageState.Failed);
        failed.DueAt.Should().BeNull();
        failed.Failure.Should().Be("Given up after 1 tries. Busy.");
    }

    [Fact]
    public void A_refusal_fails_at_once_with_the_providers_words()
    {
        var failed = Outbound().Claim(Later, Lease).After(new SendResult.Refused("no (correct) recipients found"), null, Later);

        failed.Should().BeEquivalentTo(new { State = MessageState.Failed, Failure = "no (correct) recipients found", CanBeSentAgain = true });
    }

    [Fact]
    public void An_uncertain_send_is_unconfirmed_and_not_due()
    {
        var unconfirmed = Outbound().Claim(Later, Lease).After(new SendResult.Uncertain("The connection broke."), null, Later);

        unconfirmed.Should().BeEquivalentTo(new { State = MessageState.Unconfirmed, DueAt = (DateTimeOffset?)null, CanBeSentAgain = true });
    }

    [Fact]
    public void A_report_that_overtakes_the_answer_of_the_send_stands()
    {
        var delivered = Outbound().Claim(Later, Lease).Report(Delivered(), Later);

        delivered.After(new SendResult.Accepted("p1"), null, Later).Should().BeEquivalentTo(new { State = MessageState.Delivered, ProviderId = "p1", DueAt = (DateTimeOffset?)null });
        delivered.After(new SendResult.TryLater("Busy."), TimeSpan.FromSeconds(5), Later).State.Should().Be(MessageState.Delivered);
        delivered.After(new SendResult.Uncertain("Broken."), null, Later).State.Should().Be(MessageState.Delivered);
    }

    [Theory]
    [InlineData(MessageState.Delivered, MessageState.Sent, MessageState.Delivered)]
    [InlineData(MessageState.Delivered, MessageState.Failed, MessageState.Delivered)]
    [InlineData(MessageState.Failed, MessageState.Sent, MessageState.Failed)]
    [InlineData(MessageState.Failed, MessageState.Delivered, MessageState.Delivered)]
    [InlineData(MessageState.Unconfirmed, MessageState.Sent, MessageState.Sent)]
    [InlineData(MessageState.Unconfirmed, MessageState.Delivered, MessageState.Delivered)]
    [InlineData(MessageState.Sent, MessageState.Failed, MessageState.Failed)]
    public void Reports_only_move_a_text_forward(MessageState before, MessageState reported, MessageState after) =>
        Outbound(before).Report(new("p1", null, reported, null, null), Later).State.Should().Be(after);

    [Fact]
    public void A_report_said_twice_changes_nothing()
    {
        var once = Outbound(MessageState.Sent).Report(Delivered(), Later);

        once.Report(Delivered(), Later.AddSeconds(1)).Should().BeSameAs(once);
    }

    [Fact]
    public void Every_order_of_reports_and_answers_ends_delivered()
    {
        Func<Message, Message>[] steps =
        [
            message => message.After(new SendResult.Accepted("p1"), null, Later),
            message => message.Report(new("p1", null, MessageState.Sent, null, null), Later),
            message => message.Report(Delivered(), Later),
            message => message.Report(new("p1", null, MessageState.Sent, null, null), Later),
        ];

        foreach (var order in Permutations([0, 1, 2, 3]))
            order.Aggregate(Outbound().Claim(Later, Lease), (message, at) => steps[at](message)).State.Should().Be(MessageState.Delivered);
    }

    [Fact]
    public void An_interrupted_send_is_unconfirmed() =>
        Outbound().Claim(Later, Lease).LoseTrack(Later + Lease).Should().BeEquivalentTo(new { State = MessageState.Unconfirmed, DueAt = (DateTimeOffset?)null });

    [Fact]
    public void Only_a_claim_whose_lease_has_ended_is_taken_for_lost()
    {
        var claimed = Outbound().Claim(Later, Lease);
        var waiting = claimed.After(new SendResult.TryLater("Busy."), TimeSpan.FromSeconds(5), Later + Lease);

        foreach (var text in new[] { claimed, waiting, waiting.Claim(Later + Lease, Lease), claimed.Report(Delivered(), Later) })
            text.LoseTrack(Later + Lease - TimeSpan.FromTicks(1)).Should().BeSameAs(text);
        waiting.LoseTrack(Later + Lease + Lease).Should().BeSameAs(waiting, "it was certainly not taken");
    }

    [Fact]
    public void An_answer_that_comes_after_the_claim_was_taken_for_lost_counts_all_the_same()
    {
        var lost = Outbound().Claim(Later, Lease).LoseTrack(Later + Lease);

        lost.After(new SendResult.Accepted("p1"), null, Later).Should().BeEquivalentTo(new { State = MessageState.Sent, ProviderId = "p1", Failure = (string?)null });
        lost.After(new SendResult.Refused("No such number."), null, Later).Should().BeEquivalentTo(new { State = MessageState.Failed, Failure = "No such number." });
        lost.After(new SendResult.TryLater("Busy."), TimeSpan.FromSeconds(5), Later).Should().BeEquivalentTo(new { State = MessageState.Unconfirmed, DueAt = (DateTimeOffset?)null });
    }

    [Fact]
    public void Sending_again_makes_a_new_text_with_a_derived_id()
    {
        var failed = Outbound(MessageState.Failed);
        var again = failed.Again(Later, "bob", "Bob");

        again.Should().BeEquivalentTo(new { Id = failed.Id + "~2", State = MessageState.Queued, DueAt = (DateTimeOffset?)Later, Attempts = 0, AgentName = "Bob", failed.Text });
        again.Again(Later, "bob", "Bob").Id.Should().Be(failed.Id + "~3");
        failed.ReplaceBy(again).CanBeSentAgain.Should().BeFalse();
    }

    [Theory]
    [InlineData(MessageState.Queued)]
    [InlineData(MessageState.Sending)]
    [InlineData(MessageState.Sent)]
    [InlineData(MessageState.Delivered)]
    public void Only_failed_and_unconfirmed_texts_can_be_sent_again(MessageState state) => Outbound(state).CanBeSentAgain.Should().BeFalse();

    [Fact]
    public void An_inbound_text_is_never_sent_again() => (Inbound() with { State = MessageState.Unconfirmed }).CanBeSentAgain.Should().BeFalse();

    private static DeliveryReport Delivered() => new("p1", null, MessageState.Delivered, null, null);

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
