using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Automation;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Nodes;

/// <summary>What is set up on one of two desks on one database works on the other.</summary>
[Collection(SharedMongo.Shared)]
public sealed class TwoNodesSettingsTests(SharedMongo mongo) : TwoNodes(mongo)
{
    [SkippableFact]
    public async Task A_number_that_is_added_on_one_node_works_on_the_other_within_seconds()
    {
        var (ann, _) = await SignedInAsync(One);
        await ann.SubmitAsync("/admin/numbers/new", "[data-form='number']", ("Number", "+31970102401"), ("Gateway", "messagebird"), ("Name", "Sales"), ("Confirmation", "{name} {code}"));
        var numbers = Two.Services.GetRequiredService<SupportNumbers>();
        numbers.IsOurs("+31970102401").Should().BeFalse();

        await PassUntilAsync(Two, () => numbers.IsOurs("+31970102401"));

        await Two.Client.TextAsync("Hello", "m1", to: "31970102401");
        var ticket = await Two.OnlyTicketAsync(found => found.Newest is not null);
        await TimelineAsync(Two, ticket.Code, timeline => timeline.Any(text => text.State is MessageState.Sent));
        Two.Carrier.Sent.Should().ContainSingle().Which.Text.Should().Be($"Sales {ticket.Code}");
        ann.Dispose();
    }

    [SkippableFact]
    public async Task A_carrier_that_is_set_up_on_one_node_takes_texts_on_the_other_within_seconds()
    {
        var (ann, _) = await SignedInAsync(One);
        await ann.SubmitAsync("/admin/carriers/kpn", "[data-form='carrier']", ("Fields[ClientId]", "id"), ("Fields[ClientSecret]", "secret"), ("Fields[WebhookToken]", "word"), ("Fields[TwoWay]", "true"));
        var gateways = Two.Services.GetRequiredService<SupportDesk.Messages.Gateways>();

        await PassUntilAsync(Two, () => gateways.Knows("kpn"));

        (await Two.Client.GetAsync("/webhooks/kpn/inbound?token=guess&msisdn=31612345678&to=31970102400&messageId=k1&text=Hello")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await Two.Client.GetAsync("/webhooks/kpn/inbound?token=word&msisdn=31612345678&to=31970102400&messageId=k1&text=Hello")).StatusCode.Should().Be(HttpStatusCode.OK);
        ann.Dispose();
    }

    [SkippableFact]
    public async Task A_rule_that_is_written_on_one_node_answers_on_the_other_and_comes_back_as_it_was_written()
    {
        var rule = Rules.Rule("You said {{text}}", "Echo", "hello") with { Hours = RuleHours.Within, Opening = new() { Days = Enum.GetValues<DayOfWeek>(), From = new(6, 30), To = new(6, 30), TimeZone = "Europe/Amsterdam" }, Numbers = [Samples.Desk] };
        await One.AddRuleAsync(rule);
        await HearAsync(Two);

        await Two.Client.TextAsync("Hello", "m1");

        await Two.Events.UntilAsync(() => Task.FromResult(Two.Carrier.Sent.Any(text => text.Text == "You said Hello")), sent => sent);
        var stored = (await Two.Services.GetRequiredService<ReplyRules>().PresentAsync(default)).Rules.Single();
        stored.Should().BeEquivalentTo(rule with { Id = 1, Revision = 1 }, same => same.Excluding(known => known.ChangedAt));
    }
}
