using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Tests.Nodes;

/// <summary>What two desks on one database do with texts and sessions.</summary>
[Collection(SharedMongo.Shared)]
public sealed class TwoNodesTests(SharedMongo mongo) : TwoNodes(mongo)
{
    [SkippableFact]
    public async Task Who_signed_in_on_one_node_is_signed_in_on_the_other_and_out_on_both()
    {
        var (ann, cookies) = await SignedInAsync(One);
        using var there = Client(Two, cookies);
        var (other, _) = await SignedInAsync(One);

        (await there.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await there.SubmitAsync("/admin/password", "[action='/admin/password']", ("Current", DeskHost.Password), ("Password", "another long password"), ("PasswordAgain", "another long password"))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        (await One.Store.CountAsync(Query<ProtectionKey>.Under(ProtectionKey.All, "key").Take(10), default)).Should().Be(1);
        (await other.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await there.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.OK);
        ann.Dispose();
        other.Dispose();
    }

    [SkippableFact]
    public async Task A_text_that_one_node_takes_is_announced_on_the_pages_of_the_other_and_is_in_its_list()
    {
        var (ann, cookies) = await SignedInAsync(Two);
        using var line = await LiveLine.OpenAsync(Two.Address, "/live", cookies.GetCookieHeader(Two.Address));
        (await ann.PageAsync("/admin")).QuerySelector("[data-ticket]").Should().BeNull();

        await One.Client.TextAsync("Hello", "m1");
        var ticket = await One.OnlyTicketAsync(found => found.Newest is not null);

        (await WhilePassingAsync(UntilAnnouncedAsync(line, ticket.Code))).Should().Contain(ticket.Code);
        (await ann.PageAsync("/admin")).QuerySelector($"[data-ticket='{ticket.Code}']").Should().NotBeNull();
        ann.Dispose();
    }

    [SkippableFact]
    public async Task The_same_text_on_both_nodes_at_once_is_one_text_on_one_ticket_with_one_confirmation()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(at => (at % 2 == 0 ? One : Two).Client.TextAsync($"text {at / 2}", $"m{at / 2}")));
        await TimelineAsync(One, (await OnlyTicketAsync(One)).Code, timeline => timeline.Count(text => text.IsInbound) == 20 && timeline.Any(text => text.State is MessageState.Sent));

        (await One.TicketsAsync()).Should().ContainSingle();
        One.Carrier.Sent.Concat(Two.Carrier.Sent).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task What_a_node_leaves_behind_is_taken_over_by_the_other()
    {
        One.Carrier.Answer(_ => Task.FromResult<SendResult>(new SendResult.TryLater("Busy.")));
        await One.Client.TextAsync("Hello", "m1");
        var ticket = await One.OnlyTicketAsync(found => found.Newest is not null);
        await One.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text is { State: MessageState.Queued, Attempts: 1 }));
        await One.DisposeAsync();

        Two.Time.Advance(TimeSpan.FromMinutes(5));
        await TimelineAsync(Two, ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));

        Two.Carrier.Sent.Should().ContainSingle().Which.Reference.Should().Be($"confirm-{ticket.Code}");
    }

    [SkippableFact]
    public async Task A_text_that_the_other_node_filed_since_it_was_read_is_not_received_again()
    {
        var (left, second) = (Samples.Inbound("first", One.Time.GetUtcNow()) with { Node = "dead" }, Samples.Inbound("second", One.Time.GetUtcNow().AddSeconds(1)));
        await One.Store.InsertAsync(left, default);
        foreach (var node in (DeskHost[])[One, Two])
            node.Time.Advance(TimeSpan.FromSeconds(1));
        await One.StopFilingAsync();
        await Two.StopFilingAsync();
        One.Time.Advance(TimeSpan.FromSeconds(6));
        Two.Time.Advance(TimeSpan.FromSeconds(6));
        One.FullStore.Queried = async found =>
        {
            if (found is not [Message page] || page.Id != left.Id)
                return;
            One.FullStore.Queried = null;
            var filing = Two.Services.GetRequiredService<Filing>();
            await filing.FileWaitingAsync(default);
            await Two.Store.InsertAsync(second, default);
            await filing.FileWaitingAsync(default);
            var ticket = (await Two.TicketsAsync()).Single();
            await Two.Services.GetRequiredService<TicketDesk>().CloseAsync(ticket.Code, ticket.LastInboundAt, Samples.Ann, default);
        };

        await One.Services.GetRequiredService<Filing>().FileWaitingAsync(default);

        (await One.TicketsAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new { IsOpen = false, Newest = new { Text = "second" } });
    }

    [SkippableFact]
    public async Task Nodes_share_the_rate_of_a_number()
    {
        await HearAsync(One);
        await HearAsync(Two);
        for (var at = 0; at < 12; at++)
            await One.Client.TextAsync("Hello", $"m{at}", from: $"3161234{at:0000}", to: Slow[1..]);
        await One.Events.UntilAsync(One.TicketsAsync, found => found.Count == 12);
        await One.Events.UntilAsync(() => Task.FromResult(One.Carrier.Sent.Count), count => count >= 2);
        await One.SendDueAsync();

        One.Carrier.Sent.Count.Should().BeInRange(2, 3);
    }

    [SkippableFact]
    public async Task A_text_that_a_dead_node_was_sending_is_unconfirmed_after_its_lease_and_not_sent_again()
    {
        var sending = Samples.Outbound(MessageState.Sending, Two.Time.GetUtcNow()) with { Node = "dead", DueAt = Two.Time.GetUtcNow().AddMinutes(1), Attempts = 1 };
        await Two.Store.InsertAsync(sending, default);
        await Two.SendDueAsync();
        (await Two.Store.FindAsync<Message>(sending.Id, default))!.State.Should().Be(MessageState.Sending);

        Two.Time.Advance(TimeSpan.FromSeconds(66));
        await Two.SendDueAsync();

        (await Two.Store.FindAsync<Message>(sending.Id, default))!.State.Should().Be(MessageState.Unconfirmed);
        Two.Carrier.Sent.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task STOP_on_both_nodes_at_once_is_one_change_and_one_confirmation_and_holds_on_both()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(at => (at % 2 == 0 ? One : Two).Client.TextAsync("STOP", "s1")));
        var ticket = await OnlyTicketAsync(One);
        await TimelineAsync(One, ticket.Code, timeline => timeline is [_, { State: MessageState.Sent }]);

        foreach (var node in (DeskHost[])[One, Two])
        {
            var current = (await node.Store.FindAsync<Ticket>(ticket.Code, default))!;
            var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), "Hello?", current.LastReply?.MessageId);
            await node.Services.GetRequiredService<TicketDesk>().ReplyAsync(ticket.Code, draft, Samples.Ann, default);
            await TimelineAsync(node, ticket.Code, timeline => timeline.Any(text => text.Id == draft.Id && text.State is MessageState.Failed));
        }

        One.Carrier.Sent.Concat(Two.Carrier.Sent).Should().ContainSingle().Which.Text.Should().StartWith("You have opted out");
        (await Two.Store.FindAsync<Consent>(Consent.IdOf(Samples.Desk, Samples.Customer), default))!.Ledger.Should().ContainSingle();
    }
}
