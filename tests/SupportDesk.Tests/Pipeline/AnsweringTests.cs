using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

/// <summary>An answer is taken once, and never past a colleague's.</summary>
public sealed class AnsweringTests : AnsweringDesk
{
    [Fact]
    public async Task A_form_sent_twice_is_one_answer()
    {
        var ticket = await TicketAsync();
        var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), "Once", null);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default)));

        results.Should().AllBeOfType<ReplyResult.Queued>();
        await StateAsync(draft.Id, MessageState.Sent);
        (await desk.TimelineAsync(ticket.Code)).Count(message => !message.IsInbound).Should().Be(1);
    }

    [Fact]
    public async Task The_same_form_with_another_text_is_another_answer()
    {
        var ticket = await TicketAsync();
        var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), "One", null);
        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);

        var result = await Tickets.ReplyAsync(ticket.Code, draft with { Text = "Two", SeenReplyId = draft.Id }, Samples.Ann, default);

        result.Should().BeOfType<ReplyResult.Queued>();
        (await desk.TimelineAsync(ticket.Code)).Where(message => !message.IsInbound).Select(message => message.Text).Should().Equal("One", "Two");
    }

    [Theory]
    [InlineData("We are on it.", "We are on it. It will take a day.")]
    [InlineData("We are on it. It will take a day.", "We are on it.")]
    public async Task The_same_form_with_a_longer_or_shorter_text_is_another_answer(string before, string after)
    {
        var ticket = await TicketAsync();
        var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), before, null);
        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);

        await Tickets.ReplyAsync(ticket.Code, draft with { Text = after, SeenReplyId = draft.Id }, Samples.Ann, default);

        (await desk.TimelineAsync(ticket.Code)).Where(message => !message.IsInbound).Select(message => message.Text).Should().Equal(before, after);
    }

    [Fact]
    public async Task The_same_form_with_the_first_part_of_its_text_alone_is_another_answer()
    {
        desk.Carrier.MostSegments = 1;
        var (first, second) = (new string('a', 160), "The rest.");
        var ticket = await TicketAsync();
        var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), first + second, null);
        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);

        await Tickets.ReplyAsync(ticket.Code, draft with { Text = first, SeenReplyId = Outbox.PartId(draft.Id, 1) }, Samples.Ann, default);

        (await desk.TimelineAsync(ticket.Code)).Where(message => !message.IsInbound).Select(message => message.Text).Should().Equal(first, second, first);
    }

    [Fact]
    public async Task An_answer_that_the_ticket_shows_leaves_even_when_the_agents_browser_has_gone()
    {
        var ticket = await TicketAsync();
        using var browser = new CancellationTokenSource();
        desk.FullStore.Saved = document => (document is Ticket ? browser : null)?.Cancel();
        var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), "We are on it.", null);

        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, browser.Token);

        await StateAsync(draft.Id, MessageState.Sent);
    }

    [Fact]
    public async Task A_form_that_is_sent_again_after_somebody_else_answered_was_sent_all_the_same()
    {
        var ticket = await TicketAsync();
        var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), "Ann's answer", null);
        await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);
        await Tickets.ReplyAsync(ticket.Code, new(Guid.NewGuid().ToString("N"), "Bob's answer", draft.Id), new("bob", "Bob"), default);

        (await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default)).Should().BeOfType<ReplyResult.Queued>();

        (await desk.TimelineAsync(ticket.Code)).Where(message => !message.IsInbound).Select(message => message.Text).Should().Equal("Ann's answer", "Bob's answer");
    }

    [Fact]
    public async Task Of_two_agents_who_answer_at_once_the_second_is_told_who_answered_what()
    {
        var ticket = await TicketAsync();
        var results = await Task.WhenAll(
            Tickets.ReplyAsync(ticket.Code, new(Guid.NewGuid().ToString("N"), "Ann's answer", null), Samples.Ann, default),
            Tickets.ReplyAsync(ticket.Code, new(Guid.NewGuid().ToString("N"), "Bob's answer", null), new("bob", "Bob"), default));

        results.OfType<ReplyResult.Queued>().Should().ContainSingle();
        var told = results.OfType<ReplyResult.AnsweredMeanwhile>().Single();
        told.By.AgentName.Should().BeOneOf("Ann", "Bob");
        (await desk.TimelineAsync(ticket.Code)).Count(message => !message.IsInbound).Should().Be(1);
    }
}
