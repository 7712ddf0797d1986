using System.Net;
using SupportDesk.Messages;
using SupportDesk.Storage;
using SupportDesk.Tests.Gateways.MessageBird;
using SupportDesk.Tests.Support;
using SupportDesk.Tickets;

namespace SupportDesk.Tests.Pipeline;

public sealed class ReceivingTests
{
    [Fact]
    public async Task The_first_text_of_a_customer_opens_a_ticket_and_is_confirmed_once()
    {
        await using var desk = new DeskHost();

        var answer = await desk.Client.TextAsync("My order is late", "m1");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Be("OK");
        var ticket = await desk.OnlyTicketAsync();
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 2 && timeline[1].State is MessageState.Sent);
        texts[0].Text.Should().Be("My order is late");
        texts[1].Text.Should().Be($"Thanks for contacting customer support! Your ticket ID is {ticket.Code}.");
        desk.Carrier.Sent.Should().ContainSingle().Which.Should().BeEquivalentTo(new { From = Samples.Desk, To = Samples.Customer });
    }

    [Fact]
    public async Task D12_Every_form_of_MessageBirds_webhook_goes_through_the_whole_pipeline_by_both_addresses()
    {
        await using var desk = new DeskHost();
        var sent = 0;

        foreach (var path in new[] { "/webhook", "/webhooks/messagebird/inbound" })
        {
            foreach (var row in ReadingTests.Variants)
            {
                var (method, query, type, body) = ((string)row[0], (string)row[1], (string?)row[2], (string)row[3]);
                using var call = new HttpRequestMessage(new HttpMethod(method), path + query.Replace("m1", $"m{++sent}", StringComparison.Ordinal));
                call.Content = type is null ? null : new StringContent(body.Replace("m1", $"m{sent}", StringComparison.Ordinal), System.Text.Encoding.UTF8, type);
                var answer = await desk.Client.SendAsync(call);
                (answer.StatusCode, await answer.Content.ReadAsStringAsync()).Should().Be((HttpStatusCode.OK, "OK"), body + query);
            }
        }

        var ticket = await desk.OnlyTicketAsync();
        var texts = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == sent)).Where(text => text.IsInbound).ToList();
        texts.Should().OnlyContain(text => text.Text == "Hoi" && text.CustomerNumber == Samples.Customer && text.SupportNumber == "+3197010240000");
        texts.Select(text => text.ProviderId).Should().BeEquivalentTo(Enumerable.Range(1, sent).Select(at => $"m{at}"));
    }

    [Fact]
    public async Task Further_texts_join_the_ticket_without_another_confirmation()
    {
        await using var desk = new DeskHost();

        await desk.Client.TextAsync("One", "m1");
        await desk.Client.TextAsync("Two", "m2");
        await desk.Client.TextAsync("Three", "m3");

        var ticket = await desk.OnlyTicketAsync(found => found.Newest!.Text == "Three");
        var inbound = (await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 3)).Where(text => text.IsInbound);
        inbound.Select(text => text.Text).Should().Equal("One", "Two", "Three");
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task D1_A_provider_that_repeats_its_webhook_makes_one_message()
    {
        await using var desk = new DeskHost();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.Client.TextAsync("Only once", "m1")));
        await desk.Client.TextAsync("Last", "m2");

        answers.Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.OK);
        var ticket = await desk.OnlyTicketAsync(found => found.Newest!.Text == "Last");
        (await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.Text == "Last"))).Count(text => text.IsInbound).Should().Be(2);
    }

    [Fact]
    public async Task A_repeat_without_an_id_is_one_message_and_the_same_words_later_are_another()
    {
        await using var desk = new DeskHost();

        await desk.Client.TextAsync("ok");
        desk.Time.Advance(TimeSpan.FromSeconds(59));
        await desk.Client.TextAsync("ok");
        desk.Time.Advance(TimeSpan.FromSeconds(61));
        await desk.Client.TextAsync("ok");
        await desk.Client.TextAsync("end");

        var ticket = await desk.OnlyTicketAsync(found => found.Newest!.Text == "end");
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Any(text => text.Text == "end"));
        texts.Where(text => text.IsInbound).Select(text => text.Text).Should().Equal("ok", "ok", "end");
    }

    [Fact]
    public async Task D2_Many_first_texts_at_once_make_one_ticket_with_one_confirmation()
    {
        await using var desk = new DeskHost();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => desk.Client.TextAsync($"text {number}", $"m{number}")));

        var ticket = await desk.OnlyTicketAsync();
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 50);
        texts.Where(text => text.IsInbound).Select(text => text.Text).Should().OnlyHaveUniqueItems();
        (await desk.TicketsAsync()).Should().ContainSingle();
        desk.Carrier.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task D2_A_text_that_came_after_another_was_acknowledged_stands_behind_it_whatever_comes_at_once()
    {
        await using var desk = new DeskHost();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async line =>
        {
            for (var number = 0; number < 10; number++)
                await desk.Client.TextAsync($"{line}: {number}", $"m{line}-{number}");
        }));

        var ticket = await desk.OnlyTicketAsync();
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 80);
        for (var line = 0; line < 8; line++)
            texts.Select(text => text.Text).Where(text => text.StartsWith($"{line}: ", StringComparison.Ordinal)).Should().Equal(Enumerable.Range(0, 10).Select(number => $"{line}: {number}"));
    }

    [Fact]
    public async Task Two_texts_of_a_new_customer_keep_their_order()
    {
        await using var desk = new DeskHost();

        await desk.Client.TextAsync("first", "m1");
        await desk.Client.TextAsync("second", "m2");

        var ticket = await desk.OnlyTicketAsync(found => found.Newest!.Text == "second");
        var texts = await desk.TimelineAsync(ticket.Code, timeline => timeline.Count(text => text.IsInbound) == 2);
        texts.Where(text => text.IsInbound).Select(text => text.Text).Should().Equal("first", "second");
    }

    [Fact]
    public async Task The_same_customer_on_another_support_number_gets_another_ticket()
    {
        await using var desk = new DeskHost();

        await desk.Client.TextAsync("Sales?", "m1");
        await desk.Client.TextAsync("Repairs?", "m2", to: "31970109999");

        var tickets = await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == 2);
        tickets.Select(ticket => ticket.SupportNumber).Should().BeEquivalentTo(Samples.Desk, "+31970109999");
        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 2);
        desk.Carrier.Sent.Select(text => text.From).Should().BeEquivalentTo(Samples.Desk, "+31970109999");
    }

    [Fact]
    public async Task D12_A_text_without_a_recipient_belongs_to_the_default_number()
    {
        await using var desk = new DeskHost();

        var answer = await desk.Client.PostAsync("/webhook", new FormUrlEncodedContent([new("originator", "31612345678"), new("payload", "Hello")]));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await desk.OnlyTicketAsync()).SupportNumber.Should().Be(Samples.Desk);
    }

    [Theory]
    [InlineData("MyBank")]
    [InlineData("40404")]
    public async Task D6_A_sender_that_cannot_be_answered_opens_a_ticket_without_a_confirmation(string sender)
    {
        await using var desk = new DeskHost();

        await desk.Client.TextAsync("Your code is 1234", "m1", from: sender);

        var ticket = await desk.OnlyTicketAsync();
        ticket.CustomerNumber.Should().Be(sender);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 1);
        desk.Carrier.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task D8_A_confirmation_of_more_than_one_SMS_leaves_whole()
    {
        var words = string.Concat(Enumerable.Repeat("0123456789", 16)) + "!";
        await using var desk = new DeskHost(settings: [("Desk:Confirmation", words)]);

        await desk.Client.TextAsync("Hello", "m1");

        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 1);
        desk.Carrier.Sent.Single().Text.Should().Be(words);
    }

    [Fact]
    public async Task D11_Two_desks_that_answer_each_other_fall_silent()
    {
        await using var desk = new DeskHost(settings: [("Desk:ReopenWindow", "00:00:00"), ("Desk:AutomaticRepliesPerHour", "3")]);

        for (var round = 0; round < 8; round++)
        {
            await desk.Client.TextAsync($"Thanks for contacting us! ({round})", $"m{round}");
            var tickets = await desk.Events.UntilAsync(desk.TicketsAsync, found => found.Count == round + 1 && found.All(ticket => ticket.LastInboundAt is not null));
            var open = tickets.Single(ticket => ticket.IsOpen);
            await desk.TimelineAsync(open.Code, timeline => timeline.Any(text => text.IsInbound));
            desk.Time.Advance(TimeSpan.FromSeconds(1));
            await desk.Store.ReviseAsync<Ticket>(open.Id, ticket => ticket.Close("Ann", desk.Time.GetUtcNow()), default);
            desk.Time.Advance(TimeSpan.FromSeconds(1));
        }

        desk.Carrier.Sent.Count.Should().Be(3);
    }

    [Fact]
    public async Task A_text_from_one_of_our_own_numbers_is_not_answered()
    {
        await using var desk = new DeskHost(settings: [("Desk:Numbers:+31970109999:Name", "Repairs")]);

        await desk.Client.TextAsync("Loop?", "m1", from: "31970109999");

        await desk.TimelineAsync((await desk.OnlyTicketAsync()).Code, timeline => timeline.Count == 1);
        desk.Carrier.Sent.Should().BeEmpty();
    }
}
