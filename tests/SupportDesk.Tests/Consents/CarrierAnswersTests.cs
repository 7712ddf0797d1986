using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Consents;

/// <summary>Who answers STOP, START and HELP: the carrier or the desk, never both.</summary>
public sealed class CarrierAnswersTests
{
    private const string Account = "AC0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task MessageBird_and_Twilio_answer_themselves_and_nobody_else()
    {
        await using var desk = new DeskHost(realGateways: true, settings:
        [
            ("Simulator:Enabled", "true"), ("Twilio:AccountSid", Account), ("Twilio:AuthToken", "t"), ("Vonage:ApiKey", "k"), ("Vonage:ApiSecret", "s"), ("Kpn:ClientId", "i"), ("Kpn:ClientSecret", "s"),
            ("Bandwidth:AccountId", "1"), ("Bandwidth:User", "u"), ("Bandwidth:Password", "p"), ("Bandwidth:ApplicationId", "a"), ("Bandwidth:WebhookUser", "u"), ("Bandwidth:WebhookPassword", "p"),
            ("Template:Url", "http://127.0.0.1:9/?to={to}&text={text}"), ("Template:WebhookToken", "0123456789abcdef"),
        ]);

        var gateways = desk.Services.GetRequiredService<SupportDesk.Messages.Gateways>();
        var answering = gateways.Names.Where(name => gateways.For(name).AnswersKeywords);

        answering.Should().BeEquivalentTo("messagebird", "twilio");
    }

    [Fact]
    public async Task A_carrier_that_answers_is_left_to_it()
    {
        await using var desk = new DeskHost(settings: ("Consent:CarrierAnswers:messagebird", "true"));

        await desk.Client.TextAsync("STOP", "s1");

        var ticket = await desk.OnlyTicketAsync();
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 1);
        await desk.SendDueAsync();
        desk.Carrier.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task One_support_number_can_differ()
    {
        await using var desk = new DeskHost(settings: [("Consent:CarrierAnswers:messagebird", "true"), ($"Desk:Numbers:{Samples.Desk}:CarrierAnswersKeywords", "false"), ($"Desk:Numbers:{Samples.Desk}:HelpAnswer", "Ask {name}.")]);

        await desk.Client.TextAsync("HELP", "h1");

        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 1);
        desk.Carrier.Sent.Single().Text.Should().Be($"Ask {Samples.Desk}.");
    }

    [Fact]
    public async Task Other_words_can_be_set()
    {
        await using var desk = new DeskHost(settings: [("Consent:OptOutWords", "GENOEG"), ("Consent:OptOutAnswer", "Klaar, {number}.")]);

        await desk.Client.TextAsync("genoeg!", "s1");

        await desk.Events.UntilAsync(() => Task.FromResult(desk.Carrier.Sent.Count), count => count == 1);
        desk.Carrier.Sent.Single().Text.Should().Be($"Klaar, {Samples.Desk}.");
    }
}
