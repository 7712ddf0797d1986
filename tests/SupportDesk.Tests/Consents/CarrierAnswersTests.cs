using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Consents;
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

    [Theory]
    [InlineData("messagebird")]
    [InlineData("vonage-messages")]
    [InlineData("simulator")]
    public async Task It_can_be_said_of_every_carrier_of_which_any_may_be_set_up_later(string carrier)
    {
        await using var desk = new DeskHost(realGateways: true, settings: ($"Consent:CarrierAnswers:{carrier}", "true"));

        (await desk.Client.GetAsync("/health/live")).EnsureSuccessStatusCode();
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

    [Theory]
    [InlineData("STOP", "ya basta", true)]
    [InlineData("start", "si por favor", false)]
    [InlineData("HELP", "que es esto", false)]
    public async Task What_Twilio_took_a_text_for_counts_and_is_answered_by_nobody_else(string type, string text, bool optsOut)
    {
        await using var desk = new DeskHost(settings: [("Twilio:AccountSid", Account), ("Twilio:AuthToken", "t"), ("Twilio:SignatureMode", "Off"), ($"Desk:Numbers:{Samples.Desk}:CarrierAnswersKeywords", "false")]);
        if (type == "start")
            await desk.Services.GetRequiredService<ConsentDesk>().OptOutAsync(Samples.Desk, Samples.Customer, "by phone", Samples.Ann, null, default);
        using var call = new FormUrlEncodedContent(new Dictionary<string, string> { ["From"] = Samples.Customer, ["To"] = Samples.Desk, ["Body"] = text, ["MessageSid"] = "SM1", ["OptOutType"] = type });

        (await desk.Client.PostAsync("/webhooks/twilio/inbound", call)).EnsureSuccessStatusCode();

        var ticket = await desk.OnlyTicketAsync(found => found.Newest is not null);
        await desk.TimelineAsync(ticket.Code, timeline => timeline.Count == 1);
        await desk.SendDueAsync();
        desk.Carrier.Sent.Should().BeEmpty();
        var consent = await desk.Services.GetRequiredService<ConsentDesk>().FindAsync(Samples.Desk, Samples.Customer, default);
        (consent?.IsOptedOut ?? false).Should().Be(optsOut);
        if (type != "HELP")
            consent!.Last!.Words.Should().Be(text);
        ticket.IsOpen.Should().Be(type == "HELP", "a person is asked for help only");
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
