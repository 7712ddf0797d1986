using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Pipeline;

/// <summary>Opt-outs that the desk learns from providers.</summary>
public sealed class LearnedOptOutTests : AnsweringDesk
{
    private static readonly SendResult OptedOut = new SendResult.Refused("Twilio: The customer has opted out. (21610)") { OptedOut = true };

    [Fact]
    public async Task A_refusal_because_of_an_opt_out_stops_the_next_text()
    {
        desk.Carrier.Answer(OptedOut);
        var reply = await ReplyAsync("First.");
        (await StateAsync(reply.Id, MessageState.Failed)).Failure.Should().Be("Twilio: The customer has opted out. (21610)");

        var next = await QueueAsync(await desk.OnlyTicketAsync(), "Second.");

        (await StateAsync(next.Id, MessageState.Failed)).Failure.Should().Be("The carrier said on 2 March 2026 that the customer has opted out.");
        desk.Carrier.Sent.Should().ContainSingle();
        (await ConsentAsync())!.Last.Should().BeEquivalentTo(new { Means = ConsentMeans.Provider, Words = "Twilio: The customer has opted out. (21610)", MessageId = reply.Id, reply.TicketId });
    }

    [Fact]
    public async Task Any_other_refusal_says_nothing_about_consent()
    {
        desk.Carrier.Answer(new SendResult.Refused("No credit."));
        var reply = await ReplyAsync("First.");
        await StateAsync(reply.Id, MessageState.Failed);

        (await ConsentAsync()).Should().BeNull();
    }

    [Fact]
    public async Task A_report_because_of_an_opt_out_is_learned_once_however_often_it_comes()
    {
        var reply = await ReplyAsync("First.");
        await StateAsync(reply.Id, MessageState.Sent);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.Client.ReportAsync(reply.Id, "delivery_failed", more: "&statusErrorCode=103")));

        (await ConsentAsync())!.Ledger.Should().ContainSingle().Which.MessageId.Should().Be(reply.Id);
        (await MessageAsync(reply.Id, message => message.State is MessageState.Failed)).Failure.Should().Be("The customer has opted out.");
    }

    [Fact]
    public async Task A_report_on_a_text_from_before_the_customer_came_back_changes_nothing()
    {
        var reply = await ReplyAsync("First.");
        await StateAsync(reply.Id, MessageState.Sent);
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.Client.TextAsync("STOP", "s1");
        await desk.Client.TextAsync("START", "s2");
        await desk.Events.UntilAsync(ConsentAsync, consent => consent is { Ledger.Count: 2 });

        await desk.Client.ReportAsync(reply.Id, "delivery_failed", more: "&statusErrorCode=103");

        (await ConsentAsync())!.IsOptedOut.Should().BeFalse();
    }

    [Fact]
    public async Task A_carrier_that_still_blocks_after_an_opt_in_by_hand_is_believed()
    {
        desk.Carrier.Answer(OptedOut).Answer(OptedOut);
        await StateAsync((await ReplyAsync("First.")).Id, MessageState.Failed);
        var ticket = await desk.OnlyTicketAsync();
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.Client.TextAsync("START", "s1");
        await desk.Events.UntilAsync(ConsentAsync, consent => consent is { IsOptedOut: false });
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text is { Kind: MessageKind.Confirmation, State: MessageState.Failed }));

        (await ConsentAsync())!.Ledger.Select(change => change.Means).Should().Equal(ConsentMeans.Provider, ConsentMeans.Keyword, ConsentMeans.Provider);
    }

    private Task<Consent?> ConsentAsync() => desk.Store.FindAsync<Consent>(Consent.IdOf(Samples.Desk, Samples.Customer), default);
}
