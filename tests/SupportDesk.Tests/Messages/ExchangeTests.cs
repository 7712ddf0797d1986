using SupportDesk.Exchanges;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Messages;

public sealed class ExchangeTests
{
    private static readonly DateTimeOffset Later = Samples.Morning.AddMinutes(1);

    [Fact]
    public void Each_try_keeps_its_request()
    {
        var once = Samples.Outbound(MessageState.Sending).After(new SendResult.TryLater("Busy.") { Exchanges = [Call(1)] }, TimeSpan.FromSeconds(5), Later);
        var twice = once.Claim(Later, TimeSpan.FromMinutes(1)).After(new SendResult.Refused("No.") { Exchanges = [Call(2), Call(3)] }, null, Later);

        twice.Exchanges.Select(Number).Should().Equal(1, 2, 3);
    }

    [Fact]
    public void An_answer_that_comes_after_the_report_is_kept_too()
    {
        var reported = Samples.Outbound(MessageState.Sending).Report(Report(MessageState.Delivered, Call(1)), Later);

        var known = reported.After(new SendResult.Accepted("p1") { Exchanges = [Call(2)] }, null, Later);

        (known.State, known.Exchanges.Count).Should().Be((MessageState.Delivered, 2));
    }

    [Fact]
    public void A_report_that_changes_nothing_is_kept_while_there_is_room_and_then_costs_no_write()
    {
        var message = Samples.Outbound(MessageState.Delivered);
        for (var number = 1; number <= Message.MostExchanges; number++)
            message = message.Report(Report(MessageState.Sent, Call(number)), Later);

        message.Exchanges.Select(Number).Should().Equal(Enumerable.Range(1, Message.MostExchanges));
        message.State.Should().Be(MessageState.Delivered);
        message.Report(Report(MessageState.Sent, Call(99)), Later).Should().BeSameAs(message);
    }

    [Fact]
    public void The_first_few_and_the_newest_are_kept()
    {
        var message = Samples.Outbound();
        for (var number = 1; number <= 40; number++)
            message = message.Keep([Call(number)]);

        message.Exchanges.Select(Number).Should().Equal(1, 2, 3, 32, 33, 34, 35, 36, 37, 38, 39, 40);
        message.ExchangesLeftOut.Should().Be(28);
        Samples.Outbound().Keep([.. Enumerable.Range(1, 40).Select(Call)]).Should().BeEquivalentTo(message);
    }

    [Fact]
    public void A_text_that_is_sent_again_begins_anew()
    {
        var failed = Samples.Outbound(MessageState.Failed).Keep([Call(1)]).Dismiss("Bo", Later);

        var again = failed.Again(Later, "ann", "Ann");

        (again.Exchanges.Count, again.DismissedBy, again.DismissedAt, again.InPlaceOf).Should().Be((0, null, null, failed.Id));
        again.Again(Later, "ann", "Ann").InPlaceOf.Should().Be(again.Id);
        failed.InPlaceOf.Should().BeNull();
    }

    [Fact]
    public void What_failed_needs_a_hand_until_somebody_lends_one()
    {
        var failed = Samples.Outbound(MessageState.Failed);

        Key(failed).Should().NotBeNull();
        Key(Samples.Outbound(MessageState.Unconfirmed)).Should().NotBeNull();
        Key(failed.Dismiss("Bo", Later)).Should().BeNull();
        Key(failed.ReplaceBy(failed.Again(Later, "ann", "Ann"))).Should().BeNull();
        Key(failed.Report(Report(MessageState.Delivered, Call(1)), Later)).Should().BeNull();
        Key(Samples.Outbound()).Should().BeNull();
        Key(Samples.Inbound()).Should().BeNull();
    }

    [Fact]
    public void Dismissing_twice_changes_nothing_and_what_went_out_cannot_be_dismissed()
    {
        var dismissed = Samples.Outbound(MessageState.Failed).Dismiss("Bo", Later);

        dismissed.Dismiss("Ann", Later).Should().BeSameAs(dismissed);
        var sent = Samples.Outbound(MessageState.Sent);
        sent.Dismiss("Bo", Later).Should().BeSameAs(sent);
    }

    [Fact]
    public void What_was_dismissed_in_doubt_needs_a_hand_again_when_it_is_certain_to_have_failed()
    {
        var dismissed = Samples.Outbound(MessageState.Unconfirmed).Dismiss("Bo", Later);

        dismissed.Report(Report(MessageState.Failed, Call(1)), Later).NeedsAHand.Should().BeTrue();
        dismissed.Report(Report(MessageState.Delivered, Call(1)), Later).NeedsAHand.Should().BeFalse();
    }

    private static string? Key(Message message) => MessageIndexes.Failed.KeyOf(message);

    private static Exchange Call(int number) => new(ExchangeKind.Send, Samples.Morning.AddSeconds(number), "POST", $"https://host/{number}");

    private static int Number(Exchange call) => int.Parse(call.Address["https://host/".Length..], System.Globalization.CultureInfo.InvariantCulture);

    private static DeliveryReport Report(MessageState state, Exchange call) => new("p1", null, state, state is MessageState.Failed ? "Absent." : null, null) { Call = call };
}
