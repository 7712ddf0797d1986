using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>What becomes of a text that is sent.</summary>
public sealed class SendingTests : AnsweringDesk
{
    [Fact]
    public async Task An_answer_leaves_from_the_number_that_was_texted_with_our_reference()
    {
        var reply = await ReplyAsync("We are on it.");

        await StateAsync(reply.Id, MessageState.Sent);
        desk.Carrier.Sent.Single().Should().Be(new OutboundText(Samples.Desk, Samples.Customer, "We are on it.", reply.Id));
    }

    [Fact]
    public async Task A_claim_of_which_the_store_cannot_say_that_it_is_there_is_undone_and_the_text_sent()
    {
        await desk.StopOutboxAsync();
        var reply = await ReplyAsync("Hello");
        var claims = 0;
        desk.FullStore.Saved = document =>
        {
            if (document is Message { State: MessageState.Sending } && claims++ == 0)
                throw new StoreUnavailableException("Stored, but not for good.");
        };

        await FluentActions.Awaiting(desk.SendDueAsync).Should().ThrowAsync<StoreUnavailableException>();
        await desk.Services.GetRequiredService<Sending>().FinishAsync();
        desk.Carrier.Sent.Should().BeEmpty();
        await desk.SendDueAsync();

        (await desk.Store.FindAsync<Message>(reply.Id, default))!.Should().BeEquivalentTo(new { State = MessageState.Sent, Attempts = 1 });
        desk.Carrier.Sent.Should().ContainSingle();
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
    public async Task What_its_owner_says_was_not_taken_while_it_is_being_taken_for_lost_is_tried_again()
    {
        await desk.StopOutboxAsync();
        var late = Samples.Outbound(MessageState.Sending, desk.Time.GetUtcNow()) with { TicketId = null, Attempts = 1 };
        await desk.Store.InsertAsync(late, default);
        desk.FullStore.Saving = async _ =>
        {
            desk.FullStore.Saving = null;
            var claimed = (await desk.Store.FindAsync<Message>(late.Id, default))!;
            await desk.Store.SaveAsync(claimed.After(new SendResult.TryLater("Busy."), TimeSpan.FromSeconds(5), desk.Time.GetUtcNow()), default);
        };

        await desk.SendDueAsync();
        (await desk.Store.FindAsync<Message>(late.Id, default))!.State.Should().Be(MessageState.Queued);
        desk.Time.Advance(TimeSpan.FromSeconds(6));
        await desk.SendDueAsync();

        (await desk.Store.FindAsync<Message>(late.Id, default))!.State.Should().Be(MessageState.Sent);
    }

    [Fact]
    public async Task An_answer_longer_than_the_provider_takes_leaves_as_several_in_order()
    {
        var words = string.Join(' ', Enumerable.Range(1, 700).Select(number => $"{number:0000}"));

        await ReplyAsync(words);

        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 3);
        string.Join(' ', desk.Carrier.Sent.Select(text => text.Text)).Should().Be(words);
    }
}
