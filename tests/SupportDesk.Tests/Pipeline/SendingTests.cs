using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;
using SupportDesk.Web.Background;

namespace SupportDesk.Tests.Pipeline;

public sealed class SendingTests : IAsyncLifetime
{
    private readonly DeskHost desk = new(settings: [("Desk:Confirmation", "")]);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task An_answer_leaves_from_the_number_that_was_texted_with_our_reference()
    {
        var reply = await ReplyAsync("We are on it.");

        await StateAsync(reply.Id, MessageState.Sent);
        desk.Carrier.Sent.Single().Should().Be(new OutboundText(Samples.Desk, Samples.Customer, "We are on it.", reply.Id));
    }

    [Fact]
    public async Task A_busy_provider_is_tried_again_after_the_first_wait()
    {
        desk.Carrier.Answer(new SendResult.TryLater("Busy."));
        var reply = await ReplyAsync("Hello");
        var waiting = await MessageAsync(reply.Id, message => message.Failure == "Busy.");

        waiting.State.Should().Be(MessageState.Queued);
        desk.Time.Advance(TimeSpan.FromSeconds(7));

        (await StateAsync(reply.Id, MessageState.Sent)).Attempts.Should().Be(2);
    }

    [Fact]
    public async Task Retry_After_is_honoured()
    {
        desk.Carrier.Answer(new SendResult.TryLater("Busy.", TimeSpan.FromMinutes(3)));
        var reply = await ReplyAsync("Hello");

        var waiting = await MessageAsync(reply.Id, message => message.Failure == "Busy.");

        waiting.DueAt.Should().BeOnOrAfter(Samples.Morning.AddMinutes(3));
    }

    [Fact]
    public async Task A_refusal_shows_the_providers_words_and_can_be_sent_again()
    {
        desk.Carrier.Answer(new SendResult.Refused("no (correct) recipients found"));
        var reply = await ReplyAsync("Hello");
        (await StateAsync(reply.Id, MessageState.Failed)).Failure.Should().Be("no (correct) recipients found");

        var twice = await Task.WhenAll(AgainAsync(reply.Id), AgainAsync(reply.Id));

        await StateAsync(reply.Id + "~2", MessageState.Sent);
        (await MessageAsync(reply.Id, message => message.ResentAs is not null)).ResentAs.Should().Be(reply.Id + "~2");
        twice.Should().Contain(again => again != null);
        desk.Carrier.Sent.Should().HaveCount(2);
    }

    [Fact]
    public async Task D3_A_report_that_comes_before_the_send_call_returns_is_not_lost()
    {
        desk.Carrier.Answer(async text =>
        {
            (await desk.Client.ReportAsync(text.Reference, "delivered")).EnsureSuccessStatusCode();
            return new SendResult.Accepted("p1");
        });
        var reply = await ReplyAsync("Hello");

        var delivered = await MessageAsync(reply.Id, message => message.State is MessageState.Delivered && message.DueAt is null);

        delivered.ProviderId.Should().Be("p1");
    }

    [Fact]
    public async Task D3_Late_and_repeated_reports_never_take_a_text_back()
    {
        var reply = await ReplyAsync("Hello");
        await StateAsync(reply.Id, MessageState.Sent);

        await desk.Client.ReportAsync(reply.Id, "delivered");
        await desk.Client.ReportAsync(reply.Id, "sent");
        await desk.Client.ReportAsync(reply.Id, "delivery_failed");
        await desk.Client.ReportAsync(reply.Id, "delivered");

        var message = (await desk.Store.FindAsync<Message>(reply.Id, default))!;
        message.State.Should().Be(MessageState.Delivered);
        message.Changes.Select(change => change.State).Should().Equal(MessageState.Queued, MessageState.Sending, MessageState.Sent, MessageState.Delivered);
    }

    [Fact]
    public async Task An_uncertain_send_is_not_repeated_and_a_report_settles_it()
    {
        desk.Carrier.Answer(new SendResult.Uncertain("The connection broke."));
        var reply = await ReplyAsync("Hello");
        await StateAsync(reply.Id, MessageState.Unconfirmed);

        desk.Time.Advance(TimeSpan.FromHours(2));
        await desk.Client.ReportAsync(reply.Id, "delivered");

        await StateAsync(reply.Id, MessageState.Delivered);
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_claim_whose_owner_died_becomes_unconfirmed_after_its_lease()
    {
        var ticket = await TicketAsync();
        var abandoned = Samples.Outbound(MessageState.Sending, desk.Time.GetUtcNow()) with { TicketId = ticket.Code, DueAt = desk.Time.GetUtcNow().AddMinutes(1) };
        await desk.Store.InsertAsync(abandoned, default);

        desk.Time.Advance(TimeSpan.FromSeconds(30));
        (await desk.Store.FindAsync<Message>(abandoned.Id, default))!.State.Should().Be(MessageState.Sending);
        desk.Time.Advance(TimeSpan.FromSeconds(31));

        await StateAsync(abandoned.Id, MessageState.Unconfirmed);
        desk.Carrier.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task Answers_of_a_conversation_leave_in_their_order_even_when_the_first_must_wait()
    {
        desk.Carrier.Answer(new SendResult.TryLater("Busy."));
        var first = await ReplyAsync("first");
        await MessageAsync(first.Id, message => message.Failure == "Busy.");
        var second = await ReplyAsync("second");

        desk.Time.Advance(TimeSpan.FromSeconds(2));
        (await desk.Store.FindAsync<Message>(second.Id, default))!.State.Should().Be(MessageState.Queued);
        desk.Time.Advance(TimeSpan.FromSeconds(7));

        await StateAsync(second.Id, MessageState.Sent);
        desk.Carrier.Sent.Select(text => text.Text).Should().Equal("first", "first", "second");
    }

    [Fact]
    public async Task One_busy_customer_does_not_hold_up_the_others()
    {
        desk.Carrier.Answer(new SendResult.TryLater("Busy."));
        var stuck = await ReplyAsync("stuck");
        await MessageAsync(stuck.Id, message => message.Failure == "Busy.");

        var other = await OtherTicketAsync();
        var reply = await QueueAsync(other, "other");

        await StateAsync(reply.Id, MessageState.Sent);
    }

    [Fact]
    public async Task A_send_that_hangs_holds_up_its_own_conversation_alone()
    {
        var hanging = desk.Carrier.Hang();
        var ticket = await TicketAsync();
        var first = await QueueAsync(ticket, "first");
        await hanging.Called;
        var second = await QueueAsync(await desk.OnlyTicketAsync(found => found.LastReply is not null), "second");

        var other = await QueueAsync(await OtherTicketAsync(), "other");

        await StateAsync(other.Id, MessageState.Sent);
        (await desk.Store.FindAsync<Message>(first.Id, default))!.State.Should().Be(MessageState.Sending);
        (await desk.Store.FindAsync<Message>(second.Id, default))!.State.Should().Be(MessageState.Queued);
        hanging.Answer.SetResult(new SendResult.Accepted("p0"));
        await StateAsync(second.Id, MessageState.Sent);
        desk.Carrier.Sent.Select(text => text.Text).Should().Equal("first", "other", "second");
    }

    [Fact]
    public async Task The_desk_stops_only_when_a_hanging_send_has_its_answer()
    {
        var hanging = desk.Carrier.Hang();
        var reply = await ReplyAsync("Hello");
        await hanging.Called;
        var outbox = desk.Services.GetServices<IHostedService>().OfType<OutboxWorker>().Single();

        var stopping = outbox.StopAsync(default);
        stopping.IsCompleted.Should().BeFalse();
        hanging.Answer.SetResult(new SendResult.Accepted("p0"));
        await stopping;

        (await desk.Store.FindAsync<Message>(reply.Id, default))!.State.Should().Be(MessageState.Sent);
    }

    [Fact]
    public async Task Only_so_many_conversations_are_sent_to_at_a_time()
    {
        await using var narrow = new DeskHost(settings: [("Desk:Confirmation", "Hi {code}"), ("Outbox:Parallel", "2")]);
        var hanging = new[] { narrow.Carrier.Hang(), narrow.Carrier.Hang() };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => narrow.Client.TextAsync("Hello", $"m{number}", from: $"3161234{number:0000}")));
        await Task.WhenAll(hanging.Select(one => one.Called));
        await narrow.Events.UntilAsync(() => ConfirmationsAsync(narrow), queued => queued == 4);

        narrow.Carrier.Sent.Should().HaveCount(2);
        foreach (var one in hanging)
            one.Answer.SetResult(new SendResult.Accepted(null));

        await narrow.Events.UntilAsync(() => Task.FromResult(narrow.Carrier.Sent.Count), count => count == 4);
    }

    [Fact]
    public async Task No_more_texts_leave_in_a_second_than_the_number_may_send()
    {
        await using var slow = new DeskHost(settings: [("Desk:Confirmation", "Hi {code}"), ("Desk:SendsPerSecond", "5")]);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => slow.Client.TextAsync("Hello", $"m{number}", from: $"3161234{number:0000}")));
        await slow.Events.UntilAsync(() => ConfirmationsAsync(slow), queued => queued == 20);
        await slow.Events.UntilAsync(() => Task.FromResult(slow.Carrier.Sent.Count), count => count >= 5);
        await slow.SendDueAsync();
        var atOnce = slow.Carrier.Sent.Count;
        slow.Time.Advance(TimeSpan.FromMilliseconds(1001));
        await slow.Events.UntilAsync(() => Task.FromResult(slow.Carrier.Sent.Count), count => count >= atOnce + 5);
        await slow.SendDueAsync();
        var afterASecond = slow.Carrier.Sent.Count;

        atOnce.Should().BeInRange(5, 6);
        (afterASecond - atOnce).Should().BeInRange(5, 6);
    }

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

    [Fact]
    public async Task An_answer_longer_than_the_provider_takes_leaves_as_several_in_order()
    {
        var words = string.Join(' ', Enumerable.Range(1, 700).Select(number => $"{number:0000}"));

        await ReplyAsync(words);

        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 3);
        string.Join(' ', desk.Carrier.Sent.Select(text => text.Text)).Should().Be(words);
    }

    private static async Task<int> ConfirmationsAsync(DeskHost host)
    {
        var confirmations = await Task.WhenAll((await host.TicketsAsync()).Select(ticket => host.Store.FindAsync<Message>($"confirm-{ticket.Code}", default)));
        return confirmations.Count(message => message is not null);
    }

    private TicketDesk Tickets => desk.Services.GetRequiredService<TicketDesk>();

    private async Task<Ticket> TicketAsync()
    {
        await desk.Client.TextAsync("Where is it?", "m1");
        return await desk.OnlyTicketAsync(ticket => ticket.Newest is not null);
    }

    private async Task<Ticket> OtherTicketAsync()
    {
        await desk.Client.TextAsync("Me too", "m2", from: "31687654321");
        var both = await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2 && found.All(one => one.Newest is not null));
        return both.Single(found => found.CustomerNumber == "+31687654321");
    }

    private async Task<Message> ReplyAsync(string text) => await QueueAsync(await TicketAsync(), text);

    private async Task<Message> QueueAsync(Ticket ticket, string text)
    {
        var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), text, ticket.LastReply?.MessageId);
        var result = await Tickets.ReplyAsync(ticket.Code, draft, Samples.Ann, default);
        return result.Should().BeOfType<ReplyResult.Queued>().Subject.Messages[0];
    }

    private Task<Message?> AgainAsync(string id) => desk.Services.GetRequiredService<Outbox>().SendAgainAsync(id, Samples.Ann, default);

    private Task<Message> StateAsync(string id, MessageState state) => MessageAsync(id, message => message.State == state);

    private async Task<Message> MessageAsync(string id, Predicate<Message> ready) =>
        (await desk.Events.UntilAsync(() => desk.Store.FindAsync<Message>(id, default), message => message is not null && ready(message)))!;
}
