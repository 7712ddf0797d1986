using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;
using static SupportDesk.Tests.Support.Samples;

namespace SupportDesk.Tests.Tickets;

public sealed class TicketTests
{
    private static readonly DateTimeOffset Noon = Morning.AddHours(3);

    [Fact]
    public void A_new_ticket_is_open_unread_and_waits_since_the_first_text()
    {
        var ticket = Samples.Ticket();

        ticket.IsOpen.Should().BeTrue();
        ticket.IsUnread.Should().BeTrue();
        ticket.WaitingSince.Should().Be(Morning);
        ticket.Newest!.Text.Should().Be("Hello");
        ticket.History.Should().ContainSingle().Which.Action.Should().Be(TicketAction.Opened);
    }

    [Fact]
    public void Further_texts_keep_the_time_since_when_the_customer_waits()
    {
        var ticket = Samples.Ticket().Receive(Inbound("Anybody?", Noon));

        ticket.WaitingSince.Should().Be(Morning);
        ticket.LastActivityAt.Should().Be(Noon);
        ticket.Newest!.Text.Should().Be("Anybody?");
    }

    [Fact]
    public void Receiving_a_text_twice_changes_nothing()
    {
        var once = Samples.Ticket().Receive(Inbound("Anybody?", Noon));

        once.Receive(Inbound("Anybody?", Noon)).Should().BeEquivalentTo(once);
    }

    [Fact]
    public void An_answer_ends_the_waiting_and_counts_as_read()
    {
        var ticket = Samples.Ticket().Answer(Outbound(at: Noon));

        ticket.WaitingSince.Should().BeNull();
        ticket.IsUnread.Should().BeFalse();
        ticket.LastReply!.AgentName.Should().Be("Ann");
        ticket.Newest!.Direction.Should().Be(Direction.Outbound);
    }

    [Fact]
    public void A_text_that_is_filed_after_the_answer_stands_behind_it_unread_whatever_its_clock_said()
    {
        var late = Inbound("late", Morning.AddMinutes(1));
        var ticket = Samples.Ticket().Answer(Outbound(at: Noon)).Receive(late);

        ticket.PlaceOf(late).Should().Be(Noon.AddTicks(1));
        ticket.IsUnread.Should().BeTrue();
        ticket.WaitingSince.Should().Be(Noon.AddTicks(1));
        ticket.Newest!.Text.Should().Be("late");
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(0)]
    [InlineData(60)]
    public void Texts_that_are_filed_again_change_nothing_whatever_their_clocks_said(int stepMinutes)
    {
        var texts = Enumerable.Range(0, 40).Select(at => Inbound("x", Noon.AddMinutes(at * stepMinutes), $"t{at}")).ToList();
        var ticket = texts.Aggregate(Samples.Ticket().Forget(texts), (state, text) => state.Receive(text));

        texts.Aggregate(ticket.Forget(texts), (state, text) => state.Receive(text)).Should().BeSameAs(ticket);
        texts.Select(ticket.PlaceOf).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Texts_that_say_themselves_where_they_are_need_not_be_remembered()
    {
        var texts = Enumerable.Range(0, 40).Select(at => Inbound("x", Noon.AddMinutes(at), $"t{at}")).ToList();

        var ticket = texts.Aggregate(Samples.Ticket(), (state, text) => state.Forget([text]).Receive(text));

        ticket.Received.Should().ContainSingle().Which.Id.Should().Be("t39");
    }

    [Fact]
    public void A_text_after_the_answer_waits_from_its_own_time()
    {
        var ticket = Samples.Ticket().Answer(Outbound(at: Noon)).Receive(Inbound("And now?", Noon.AddMinutes(1)));

        ticket.WaitingSince.Should().Be(Noon.AddMinutes(1));
        ticket.IsUnread.Should().BeTrue();
    }

    [Fact]
    public void Closing_says_who_and_when_and_is_harmless_when_said_twice()
    {
        var closed = Samples.Ticket().Close("Ann", Noon);

        closed.IsOpen.Should().BeFalse();
        closed.ClosedAt.Should().Be(Noon);
        closed.History[^1].Should().Be(new TicketEvent(TicketAction.Closed, "Ann", Noon));
        closed.Close("Bob", Noon.AddHours(1)).Should().BeSameAs(closed);
    }

    [Fact]
    public void A_new_text_opens_a_closed_ticket()
    {
        var ticket = Samples.Ticket().Close("Ann", Noon).Receive(Inbound("Still broken", Noon.AddMinutes(1)));

        ticket.IsOpen.Should().BeTrue();
        ticket.IsUnread.Should().BeTrue();
        ticket.History[^1].Should().Be(new TicketEvent(TicketAction.Reopened, null, Noon.AddMinutes(1)));
    }

    [Fact]
    public void A_text_that_the_ticket_had_received_before_it_was_closed_does_not_open_it_again()
    {
        var text = Inbound("Filed again after a crash", Noon);
        var closed = Samples.Ticket().Receive(text).Close("Ann", Noon.AddMinutes(1));

        closed.Receive(text).IsOpen.Should().BeFalse();
    }

    [Fact]
    public void A_text_that_came_in_just_before_the_closing_but_was_filed_after_it_opens_the_ticket()
    {
        var closed = Samples.Ticket().Close("Ann", Noon);

        closed.Receive(Inbound("Unseen", Noon.AddTicks(-1))).IsOpen.Should().BeTrue();
    }

    [Fact]
    public void Reopening_by_hand_is_harmless_when_said_twice()
    {
        var open = Samples.Ticket().Close("Ann", Noon).Reopen("Bob", Noon.AddHours(1));

        open.History[^1].Should().Be(new TicketEvent(TicketAction.Reopened, "Bob", Noon.AddHours(1)));
        open.Reopen("Ann", Noon.AddHours(2)).Should().BeSameAs(open);
    }

    [Fact]
    public void Seeing_marks_read_up_to_a_time_and_no_further()
    {
        var ticket = Samples.Ticket().Receive(Inbound("Second", Noon));

        ticket.See(Morning).IsUnread.Should().BeTrue();
        ticket.See(Noon).IsUnread.Should().BeFalse();
        ticket.See(Noon).See(Morning).IsUnread.Should().BeFalse();
    }

    [Fact]
    public void The_preview_of_a_long_text_never_splits_a_surrogate_pair()
    {
        var ticket = Samples.Ticket().Receive(Inbound(new string('x', 159) + "😀" + new string('x', 500), Noon));

        ticket.Newest!.Text.Should().Be(new string('x', 159));
    }

    [Fact]
    public void Somebody_elses_answer_since_the_draft_began_is_told()
    {
        var ticket = Samples.Ticket().Answer(Outbound(at: Noon, id: "b0b0"));

        ticket.AnsweredSince(new("f00d", "Me too", null))!.MessageId.Should().Be("b0b0");
        ticket.AnsweredSince(new("f00d", "Me too", "b0b0")).Should().BeNull();
        ticket.AnsweredSince(new("b0b0", "The same form once more", null)).Should().BeNull();
    }
}
