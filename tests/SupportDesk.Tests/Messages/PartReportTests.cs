using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Messages;

/// <summary>Some providers report on every SMS of a long text by itself; what the agent sees is what became of the whole.</summary>
public sealed class PartReportTests
{
    [Theory]
    [InlineData("a:Delivered", MessageState.Sent)]
    [InlineData("a:Delivered b:Delivered", MessageState.Delivered)]
    [InlineData("b:Delivered b:Delivered", MessageState.Sent)]
    [InlineData("a:Sent b:Sent a:Delivered b:Delivered", MessageState.Delivered)]
    [InlineData("a:Delivered b:Delivered a:Sent", MessageState.Delivered)]
    [InlineData("a:Delivered b:Failed", MessageState.Failed)]
    [InlineData("a:Failed b:Delivered", MessageState.Failed)]
    [InlineData("b:Failed b:Sent a:Delivered", MessageState.Failed)]
    [InlineData("b:Failed a:Delivered b:Delivered", MessageState.Delivered)]
    public void A_text_of_two_parts_is_delivered_when_both_are(string reports, MessageState expected)
    {
        var message = Samples.Outbound(MessageState.Sending).After(new SendResult.Accepted("a") { Parts = 2 }, null, Samples.Morning);

        foreach (var report in reports.Split(' ').Select(text => text.Split(':')))
            message = message.Report(Report(report[0], Enum.Parse<MessageState>(report[1])), Samples.Morning);

        message.State.Should().Be(expected);
        (message.Failure is not null).Should().Be(expected is MessageState.Failed);
    }

    [Fact]
    public void One_part_is_the_whole() =>
        Samples.Outbound(MessageState.Sending).After(new SendResult.Accepted("a") { Parts = 1 }, null, Samples.Morning).Report(Report("a", MessageState.Delivered), Samples.Morning)
            .State.Should().Be(MessageState.Delivered);

    [Fact]
    public void A_report_before_the_answer_counts_against_our_own_count()
    {
        var message = Samples.Outbound(MessageState.Sending) with { Text = new string('x', 200) };

        var early = message.Report(Report("a", MessageState.Delivered), Samples.Morning);
        var answered = early.After(new SendResult.Accepted("a") { Parts = 2 }, null, Samples.Morning).Report(Report("b", MessageState.Delivered), Samples.Morning);

        (early.State, answered.State).Should().Be((MessageState.Sent, MessageState.Delivered));
    }

    [Fact]
    public void The_same_report_twice_costs_no_write()
    {
        var message = Samples.Outbound(MessageState.Sending).After(new SendResult.Accepted("a") { Parts = 2 }, null, Samples.Morning).Report(Report("b", MessageState.Delivered), Samples.Morning);

        message.Report(Report("b", MessageState.Delivered), Samples.Morning).Should().BeSameAs(message);
    }

    [Fact]
    public void A_text_sent_again_begins_without_reports()
    {
        var again = (Samples.Outbound(MessageState.Failed) with { PartCount = 2, PartReports = [new("a", MessageState.Failed, "x")] }).Again(Samples.Morning, "ann", "Ann");

        (again.PartCount, again.PartReports).Should().Be((null, null));
    }

    private static DeliveryReport Report(string id, MessageState state) =>
        new(id, "ref", state, state is MessageState.Failed ? "No." : null, null) { IsOfOnePart = true };
}
