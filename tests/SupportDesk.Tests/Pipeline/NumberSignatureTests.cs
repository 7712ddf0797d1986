using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Messages;
using SupportDesk.Numbers;
using SupportDesk.Storage;
using SupportDesk.Tests.Support;
using SupportDesk.Webhooks;

namespace SupportDesk.Tests.Pipeline;

/// <summary>A number may be stricter or laxer about signatures than its carrier.</summary>
public sealed class NumberSignatureTests
{
    private const string Sales = "31970102401";
    private const string Repairs = "31970102402";

    [Theory]
    [InlineData("Enforce", "Observe", HttpStatusCode.OK, 0, 1)]
    [InlineData("Enforce", "Off", HttpStatusCode.OK, 0, 0)]
    [InlineData("Observe", "Enforce", HttpStatusCode.Unauthorized, 1, 0)]
    [InlineData("Off", "Enforce", HttpStatusCode.Unauthorized, 1, 0)]
    [InlineData("Off", "", HttpStatusCode.OK, 0, 0)]
    [InlineData("Enforce", "", HttpStatusCode.Unauthorized, 1, 0)]
    public async Task The_word_of_the_number_that_was_texted_counts(string carrier, string number, HttpStatusCode status, int refused, int observed)
    {
        await using var desk = NewDesk(carrier, number);

        (await desk.Client.TextAsync("unsigned", "m1", to: Sales)).StatusCode.Should().Be(status);

        (await desk.Services.GetRequiredService<SignatureWatch>().TallyAsync("messagebird", default)).Should().BeEquivalentTo(new { Refused = refused, Observed = observed });
        (await desk.Store.CountAsync(new Query<KeptWebhook>(KeptWebhook.ByState).Take(10), default)).Should().Be(status is HttpStatusCode.OK ? 0 : 1);
    }

    [Fact]
    public async Task Another_number_of_the_same_carrier_goes_by_the_carrier()
    {
        await using var desk = NewDesk("Enforce", "Off");

        (await desk.Client.TextAsync("unsigned", "m1", to: Repairs)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await desk.Client.TextAsync("unsigned", "m2", to: "31600000000")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await desk.Client.ReportAsync("nothing", "delivered")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await desk.Client.PostAsync("/webhook", new StringContent("what?"))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_text_that_names_no_number_goes_by_the_one_that_it_is_put_on()
    {
        await using var desk = new DeskHost(settings: [("MessageBird:SigningKeys:0", "key"), ("MessageBird:SignatureMode", "Off"), ($"Desk:Numbers:{Samples.Desk}:SignatureMode", "enforce")]);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["originator"] = "31612345678", ["payload"] = "Hello" });

        (await desk.Client.PostAsync("/webhook", form)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_number_that_enforces_takes_nothing_that_cannot_be_checked_and_an_administrator_can_let_it_in()
    {
        await using var desk = new DeskHost(settings: [($"Desk:Numbers:+{Sales}:SignatureMode", "Enforce")]);

        (await desk.Client.TextAsync("Hello", "m1", to: Sales)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        using var ann = await desk.SignedInAsync();
        var page = await ann.PageAsync("/admin/webhooks");
        page.QuerySelector("[data-webhook]")!.TextContent.Should().Contain("no key is set to check them with");
        (await ann.PageAsync($"/admin/numbers/%2B{Sales}/check")).QuerySelector("[data-unchecked]").Should().NotBeNull();
        await ann.SubmitAsync($"/admin/webhooks/{page.QuerySelector("[data-webhook]")!.GetAttribute("data-webhook")}", "[action$='/replay']");
        (await desk.OnlyTicketAsync(found => found.Newest is not null)).Newest!.Text.Should().Be("Hello");
    }

    [Fact]
    public async Task Whoever_forges_a_call_of_another_carrier_cannot_make_use_of_a_lax_number()
    {
        await using var desk = NewDesk("Enforce", "Off", ("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ("Vonage:SignatureSecret", "signing"));

        (await desk.Client.GetAsync($"/webhooks/vonage/inbound?msisdn=31612345678&to={Sales}&messageId=v1&text=Hello")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await desk.Client.GetAsync("/webhooks/vonage/inbound")).StatusCode.Should().Be(HttpStatusCode.OK, "a probe says nothing");
    }

    [Theory]
    [InlineData(Sales, HttpStatusCode.Unauthorized)]
    [InlineData(Repairs, HttpStatusCode.OK)]
    [InlineData("31600000000", HttpStatusCode.OK)]
    public async Task The_unsigned_door_of_another_carrier_lets_nobody_in_to_a_number_whose_own_carrier_signs(string number, HttpStatusCode status)
    {
        await using var desk = new DeskHost(settings:
        [
            ("Vonage:ApiKey", "key"), ("Vonage:ApiSecret", "secret"), ("Vonage:SignatureSecret", "signing"),
            ($"Desk:Numbers:+{Sales}:Gateway", "vonage"), ($"Desk:Numbers:+{Repairs}:Gateway", "vonage"), ($"Desk:Numbers:+{Repairs}:SignatureMode", "off"),
        ]);

        (await desk.Client.TextAsync("STOP", "m1", to: number)).StatusCode.Should().Be(status, "a number that says so itself is lax, and one that is not ours is nobody's");
        (await desk.Client.TextAsync("Hello", "m2")).StatusCode.Should().Be(HttpStatusCode.OK, "MessageBird's own number goes by MessageBird");
    }

    [Fact]
    public async Task A_number_of_the_simulated_carrier_takes_texts_by_any_door()
    {
        await using var desk = new DeskHost(settings: [("Simulator:Enabled", "true"), ("Desk:Gateway", "simulator")], realGateways: true);

        (await desk.Client.TextAsync("Hello", "m1")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_a_call_that_brings_several_texts_the_strictest_number_counts()
    {
        await using var desk = NewDesk("Observe", "Off", ($"Desk:Numbers:+{Repairs}:SignatureMode", "Enforce"));
        var (modes, reader) = (desk.Services.GetRequiredService<SignatureModes>(), desk.Services.GetRequiredService<SupportDesk.Messages.Gateways>().ReaderFor("messagebird"));

        modes.For(reader, To(Sales)).Should().Be(SignatureMode.Off);
        modes.For(reader, new WebhookContent.Several([To(Sales), To(Repairs)])).Should().Be(SignatureMode.Enforce);
        modes.For(reader, To(Sales, Repairs)).Should().Be(SignatureMode.Enforce);
        modes.For(reader, new WebhookContent.Several([To(Sales), new WebhookContent.Reports([])])).Should().Be(SignatureMode.Observe);
        modes.For(reader, new WebhookContent.Several([])).Should().Be(SignatureMode.Observe);
        modes.For(reader, new WebhookContent.Unreadable("what?")).Should().Be(SignatureMode.Observe);
    }

    [Fact]
    public async Task It_is_set_in_the_form_with_who_answers_keywords_and_what_help_is_answered()
    {
        await using var desk = new DeskHost();
        using var ann = await desk.SignedInAsync();
        const string Path = $"/admin/numbers/%2B{Sales}";

        await ann.SubmitAsync("/admin/numbers/new", "[data-form='number']", ("Number", $"+{Sales}"), ("Gateway", "messagebird"), ("SignatureMode", "Observe"), ("CarrierAnswersKeywords", "false"), ("HelpAnswer", "Ask {name}."));

        var number = desk.Services.GetRequiredService<SupportNumbers>().For($"+{Sales}");
        number.Should().BeEquivalentTo(new { SignatureMode = SignatureMode.Observe, CarrierAnswersKeywords = false, HelpAnswer = "Ask {name}." });
        var form = await ann.PageAsync(Path);
        form.QuerySelector("#SignatureMode option[selected]")!.GetAttribute("value").Should().Be("Observe");
        form.QuerySelector("#CarrierAnswersKeywords option[selected]")!.GetAttribute("value").Should().Be("false");
        await ann.SubmitAsync(form, "[data-form='number']", ("Gateway", "messagebird"));
        desk.Services.GetRequiredService<SupportNumbers>().For($"+{Sales}").Should().BeEquivalentTo(new { SignatureMode = (SignatureMode?)null, CarrierAnswersKeywords = (bool?)null, HelpAnswer = "Ask {name}." });
    }

    [Theory]
    [InlineData("SignatureMode", "Never")]
    [InlineData("CarrierAnswersKeywords", "perhaps")]
    [InlineData("HelpAnswer", "Code {code}")]
    public async Task What_is_wrong_in_these_fields_is_told_beside_them(string field, string value)
    {
        await using var desk = new DeskHost();
        using var ann = await desk.SignedInAsync();

        var page = await Browsing.ReadAsync(await ann.SubmitAsync("/admin/numbers/new", "[data-form='number']", ("Number", $"+{Sales}"), ("Gateway", "messagebird"), (field, value)));

        page.QuerySelector($"[data-valmsg-for='{field}']")!.TextContent.Should().NotBeEmpty();
    }

    private static DeskHost NewDesk(string carrier, string number, params (string, string)[] more) => new(settings:
    [
        ("MessageBird:SigningKeys:0", "the signing key"), ("MessageBird:SignatureMode", carrier), ($"Desk:Numbers:+{Sales}:Name", "Sales"), ($"Desk:Numbers:+{Repairs}:Name", "Repairs"),
        .. number.Length == 0 ? [] : new[] { ($"Desk:Numbers:+{Sales}:SignatureMode", number) }, .. more,
    ]);

    private static WebhookContent.Texts To(params string[] numbers) => new([.. numbers.Select(number => new InboundText("31612345678", number, "Hello", null, null))]);
}
