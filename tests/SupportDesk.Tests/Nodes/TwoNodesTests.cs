using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Automation;
using SupportDesk.Consents;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Tests.Nodes;

/// <summary>Two desks on one database.</summary>
[Collection(SharedMongo.Shared)]
public sealed class TwoNodesTests(SharedMongo mongo) : IAsyncLifetime
{
    /// <summary>A number that sends slowly.</summary>
    private const string Slow = "+31970109999";

    private MongoDatabase database = null!;
    private DeskHost one = null!;
    private DeskHost two = null!;

    public async Task InitializeAsync()
    {
        database = mongo.NewDatabase();
        one = NewNode();
        two = NewNode();
        await HearAsync(one);
        await HearAsync(two);
    }

    public async Task DisposeAsync()
    {
        if (database is null)
            return;
        await one.DisposeAsync();
        await two.DisposeAsync();
        await database.DisposeAsync();
    }

    [SkippableFact]
    public async Task Who_signed_in_on_one_node_is_signed_in_on_the_other_and_out_on_both()
    {
        var (ann, cookies) = await SignedInAsync(one);
        using var there = Client(two, cookies);
        var (other, _) = await SignedInAsync(one);

        (await there.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await there.SubmitAsync("/admin/password", "[action='/admin/password']", ("Current", DeskHost.Password), ("Password", "another long password"), ("PasswordAgain", "another long password"))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        (await one.Store.CountAsync(Query<ProtectionKey>.Under(ProtectionKey.All, "key").Take(10), default)).Should().Be(1);
        (await other.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await there.GetAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.OK);
        ann.Dispose();
        other.Dispose();
    }

    [SkippableFact]
    public async Task A_text_that_one_node_takes_is_announced_on_the_pages_of_the_other_and_is_in_its_list()
    {
        var (ann, cookies) = await SignedInAsync(two);
        using var line = await LiveLine.OpenAsync(two.Address, "/live", cookies.GetCookieHeader(two.Address));
        (await ann.PageAsync("/admin")).QuerySelector("[data-ticket]").Should().BeNull();

        await one.Client.TextAsync("Hello", "m1");
        var ticket = await one.OnlyTicketAsync(found => found.Newest is not null);

        (await WhilePassingAsync(UntilAnnouncedAsync(line, ticket.Code))).Should().Contain(ticket.Code);
        (await ann.PageAsync("/admin")).QuerySelector($"[data-ticket='{ticket.Code}']").Should().NotBeNull();
        ann.Dispose();
    }

    [SkippableFact]
    public async Task The_same_text_on_both_nodes_at_once_is_one_text_on_one_ticket_with_one_confirmation()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(at => (at % 2 == 0 ? one : two).Client.TextAsync($"text {at / 2}", $"m{at / 2}")));
        await TimelineAsync(one, (await OnlyTicketAsync(one)).Code, timeline => timeline.Count(text => text.IsInbound) == 20 && timeline.Any(text => text.State is MessageState.Sent));

        (await one.TicketsAsync()).Should().ContainSingle();
        one.Carrier.Sent.Concat(two.Carrier.Sent).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task What_a_node_leaves_behind_is_taken_over_by_the_other()
    {
        one.Carrier.Answer(_ => Task.FromResult<SendResult>(new SendResult.TryLater("Busy.")));
        await one.Client.TextAsync("Hello", "m1");
        var ticket = await one.OnlyTicketAsync(found => found.Newest is not null);
        await one.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text is { State: MessageState.Queued, Attempts: 1 }));
        await one.DisposeAsync();

        two.Time.Advance(TimeSpan.FromMinutes(5));
        await TimelineAsync(two, ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));

        two.Carrier.Sent.Should().ContainSingle().Which.Reference.Should().Be($"confirm-{ticket.Code}");
    }

    [SkippableFact]
    public async Task Nodes_share_the_rate_of_a_number()
    {
        await HearAsync(one);
        await HearAsync(two);
        for (var at = 0; at < 12; at++)
            await one.Client.TextAsync("Hello", $"m{at}", from: $"3161234{at:0000}", to: Slow[1..]);
        await one.Events.UntilAsync(one.TicketsAsync, found => found.Count == 12);
        await one.Events.UntilAsync(() => Task.FromResult(one.Carrier.Sent.Count), count => count >= 2);
        await one.SendDueAsync();

        one.Carrier.Sent.Count.Should().BeInRange(2, 3);
    }

    [SkippableFact]
    public async Task A_rule_that_is_written_on_one_node_answers_on_the_other_and_comes_back_as_it_was_written()
    {
        var rule = Rules.Rule("You said {{text}}", "Echo", "hello") with { Hours = RuleHours.Within, Opening = new() { Days = Enum.GetValues<DayOfWeek>(), From = new(6, 30), To = new(6, 30), TimeZone = "Europe/Amsterdam" }, Numbers = [Samples.Desk] };
        await one.AddRuleAsync(rule);
        await HearAsync(two);

        await two.Client.TextAsync("Hello", "m1");

        await two.Events.UntilAsync(() => Task.FromResult(two.Carrier.Sent.Any(text => text.Text == "You said Hello")), sent => sent);
        var stored = (await two.Services.GetRequiredService<ReplyRules>().PresentAsync(default)).Rules.Single();
        stored.Should().BeEquivalentTo(rule with { Id = 1, Revision = 1 }, same => same.Excluding(known => known.ChangedAt));
    }

    [SkippableFact]
    public async Task A_text_that_a_dead_node_was_sending_is_unconfirmed_after_its_lease_and_not_sent_again()
    {
        var sending = Samples.Outbound(MessageState.Sending, two.Time.GetUtcNow()) with { Node = "dead", DueAt = two.Time.GetUtcNow().AddMinutes(1), Attempts = 1 };
        await two.Store.InsertAsync(sending, default);
        await two.SendDueAsync();
        (await two.Store.FindAsync<Message>(sending.Id, default))!.State.Should().Be(MessageState.Sending);

        two.Time.Advance(TimeSpan.FromSeconds(66));
        await two.SendDueAsync();

        (await two.Store.FindAsync<Message>(sending.Id, default))!.State.Should().Be(MessageState.Unconfirmed);
        two.Carrier.Sent.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task STOP_on_both_nodes_at_once_is_one_change_and_one_confirmation_and_holds_on_both()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(at => (at % 2 == 0 ? one : two).Client.TextAsync("STOP", "s1")));
        var ticket = await OnlyTicketAsync(one);
        await TimelineAsync(one, ticket.Code, timeline => timeline is [_, { State: MessageState.Sent }]);

        foreach (var node in (DeskHost[])[one, two])
        {
            var current = (await node.Store.FindAsync<Ticket>(ticket.Code, default))!;
            var draft = new ReplyDraft(Guid.NewGuid().ToString("N"), "Hello?", current.LastReply?.MessageId);
            await node.Services.GetRequiredService<TicketDesk>().ReplyAsync(ticket.Code, draft, Samples.Ann, default);
            await TimelineAsync(node, ticket.Code, timeline => timeline.Any(text => text.Id == draft.Id && text.State is MessageState.Failed));
        }

        one.Carrier.Sent.Concat(two.Carrier.Sent).Should().ContainSingle().Which.Text.Should().StartWith("You have opted out");
        (await two.Store.FindAsync<Consent>(Consent.IdOf(Samples.Desk, Samples.Customer), default))!.Ledger.Should().ContainSingle();
    }

    [SkippableFact]
    public async Task A_number_that_is_added_on_one_node_works_on_the_other_within_seconds()
    {
        var (ann, _) = await SignedInAsync(one);
        await ann.SubmitAsync("/admin/numbers/new", "[data-form='number']", ("Number", "+31970102401"), ("Gateway", "messagebird"), ("Name", "Sales"), ("Confirmation", "{name} {code}"));
        var numbers = two.Services.GetRequiredService<SupportNumbers>();
        numbers.IsOurs("+31970102401").Should().BeFalse();

        await PassUntilAsync(two, () => numbers.IsOurs("+31970102401"));

        await two.Client.TextAsync("Hello", "m1", to: "31970102401");
        var ticket = await two.OnlyTicketAsync(found => found.Newest is not null);
        await TimelineAsync(two, ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));
        two.Carrier.Sent.Should().ContainSingle().Which.Text.Should().Be($"Sales {ticket.Code}");
        ann.Dispose();
    }

    [SkippableFact]
    public async Task A_carrier_that_is_set_up_on_one_node_takes_texts_on_the_other_within_seconds()
    {
        var (ann, _) = await SignedInAsync(one);
        await ann.SubmitAsync("/admin/carriers/kpn", "[data-form='carrier']", ("Fields[ClientId]", "id"), ("Fields[ClientSecret]", "secret"), ("Fields[WebhookToken]", "word"), ("Fields[TwoWay]", "true"));
        var gateways = two.Services.GetRequiredService<SupportDesk.Messages.Gateways>();

        await PassUntilAsync(two, () => gateways.Knows("kpn"));

        (await two.Client.GetAsync("/webhooks/kpn/inbound?token=guess&msisdn=31612345678&to=31970102400&messageId=k1&text=Hello")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await two.Client.GetAsync("/webhooks/kpn/inbound?token=word&msisdn=31612345678&to=31970102400&messageId=k1&text=Hello")).StatusCode.Should().Be(HttpStatusCode.OK);
        ann.Dispose();
    }

    private DeskHost NewNode() => new(settings: [("Storage:MongoUri", database.Address), ($"Desk:Numbers:{Slow}:SendsPerSecond", "4")]);

    private static async Task<string> UntilAnnouncedAsync(LiveLine line, string code)
    {
        while (true)
        {
            if (await line.NextAsync() is var record && record.Contains(code, StringComparison.Ordinal))
                return record;
        }
    }

    private static async Task<(HttpClient Client, CookieContainer Cookies)> SignedInAsync(DeskHost node)
    {
        var cookies = new CookieContainer();
        var client = Client(node, cookies);
        await client.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));
        return (client, cookies);
    }

    private static HttpClient Client(DeskHost node, CookieContainer cookies) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = node.Address };

    /// <summary>Until the node knows the other.</summary>
    private static async Task HearAsync(DeskHost node)
    {
        for (var look = 0; look < 20; look++)
        {
            node.Time.Advance(TimeSpan.FromMilliseconds(250));
            await node.Client.GetAsync("/health/ready");
        }
    }

    /// <summary>Passes a node's time, as much as some looks of its workers need.</summary>
    private static async Task PassUntilAsync(DeskHost node, Func<bool> done)
    {
        for (var look = 0; look < 400 && !done(); look++)
        {
            node.Time.Advance(TimeSpan.FromMilliseconds(250));
            await node.Client.GetAsync("/health/ready");
        }

        done().Should().BeTrue();
    }

    /// <summary>Looks again and again while both nodes' time passes: a node's own events do not tell what the other did.</summary>
    private async Task<T> UntilAsync<T>(Func<Task<T>> look, Predicate<T> enough)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var seen = await look(); ; seen = await look())
        {
            if (enough(seen))
                return seen;
            foreach (var node in (DeskHost[])[one, two])
                node.Time.Advance(TimeSpan.FromMilliseconds(50));
            await two.Client.GetAsync("/health/live", giveUp.Token);
        }
    }

    private Task<IReadOnlyList<Message>> TimelineAsync(DeskHost node, string code, Predicate<IReadOnlyList<Message>> enough) => UntilAsync(() => node.TimelineAsync(code), enough);

    private async Task<Ticket> OnlyTicketAsync(DeskHost node) => (await UntilAsync(node.TicketsAsync, tickets => tickets.Count == 1))[0];

    /// <summary>Passes both nodes' time until the task is done; asking them gives them the processor.</summary>
    private async Task<T> WhilePassingAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            foreach (var node in (DeskHost[])[one, two])
            {
                node.Time.Advance(TimeSpan.FromMilliseconds(50));
                await two.Client.GetAsync("/health/live");
            }
        }
        return await task;
    }
}
