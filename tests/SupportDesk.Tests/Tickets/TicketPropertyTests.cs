using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Tickets;

/// <summary>Whatever happens to a ticket, in whatever order and however often it is said.</summary>
public sealed class TicketPropertyTests
{
    private static readonly Gen<Func<Ticket, int, Ticket>[]> Verbs = Gen.Elements<Func<Ticket, int, Ticket>>(
        (ticket, at) => ticket.Receive(Text(at)),
        (ticket, at) => ticket.Receive(Text(at / 2)),
        (ticket, at) => ticket.Answer(Answer(at)),
        (ticket, at) => ticket.See(Time(at)),
        (ticket, at) => ticket.Close("Ann", Time(at)),
        (ticket, at) => ticket.Reopen("Bob", Time(at)),
        (ticket, at) => ticket.ReopenBesideAnother(null, Time(at)),
        (ticket, _) => ticket.HandOver(ticket.Unqueued),
        (ticket, _) => ticket.Forget([])).ArrayOf();

    [Fact]
    public void A_verb_that_is_said_twice_changes_nothing_more() => Check((before, verb, at) => verb(verb(before, at), at).Should().BeEquivalentTo(verb(before, at)));

    [Fact]
    public void Nobody_waits_on_a_closed_ticket_and_a_closed_one_says_since_when() => Check((before, verb, at) =>
    {
        var after = verb(before, at);
        (after.ClosedAt is null).Should().Be(after.IsOpen);
        if (!after.IsOpen)
            (after.WaitingSince, after.BesideAnother).Should().Be((null, false));
    });

    [Fact]
    public void Its_history_only_grows_and_opening_and_closing_take_turns() => Check((before, verb, at) =>
    {
        var after = verb(before, at);
        after.History.Take(before.History.Count).Should().Equal(before.History);
        after.History.Zip(after.History.Skip(1)).Should().NotContain(pair => (pair.First.Action == TicketAction.Closed) == (pair.Second.Action == TicketAction.Closed));
        (after.History[^1].Action is TicketAction.Closed).Should().Be(!after.IsOpen);
    });

    [Fact]
    public void It_receives_no_text_twice_and_what_it_shows_as_newest_never_goes_back() => Check((before, verb, at) =>
    {
        var after = verb(before, at);
        after.Received.Select(text => text.Id).Should().OnlyHaveUniqueItems();
        after.Newest!.At.Should().BeOnOrAfter(before.Newest!.At);
        after.LastInboundAt.Should().BeOnOrAfter(before.LastInboundAt!.Value);
    });

    /// <summary>Looks at every step of many lives.</summary>
    private static void Check(Action<Ticket, Func<Ticket, int, Ticket>, int> look) => Prop.ForAll(Verbs.ToArbitrary(), verbs =>
    {
        var ticket = Samples.Ticket();
        for (var at = 0; at < verbs.Length; ticket = verbs[at](ticket, at), at++)
            look(ticket, verbs[at], at);
    }).QuickCheckThrowOnFailure();

    private static DateTimeOffset Time(int at) => Samples.Morning.AddMinutes(at + 1);

    private static Message Text(int at) => Samples.Inbound($"text {at}", Time(at), $"in-{at}");

    private static Message Answer(int at) => Samples.Outbound(at: Time(at), id: $"out-{at}");
}
