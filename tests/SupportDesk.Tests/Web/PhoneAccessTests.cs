using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
using SupportDesk.Tests.Support;
using SupportDesk.Web.Hosting;
using SupportDesk.Web.Live;

namespace SupportDesk.Tests.Web;

public sealed class PhoneAccessTests
{
    private static readonly string[] Addresses = ["/phone", "/phone/live/negotiate", "/phone/handsets/447700900123/texts", "/webhooks/simulator/inbound", "/webhooks/simulator/status"];

    [Theory]
    [InlineData("messagebird", null)]
    [InlineData("messagebird", "false")]
    public async Task A_phone_that_is_off_is_nowhere(string gateway, string? enabled)
    {
        await using var desk = new DeskHost(settings: [("Desk:Gateway", gateway), ("Simulator:Enabled", enabled ?? "")]);
        using var ann = await desk.SignedInAsync();

        foreach (var address in Addresses)
        {
            (await desk.Client.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound, address);
            (await ann.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound, address);
        }

        (await ann.PageAsync("/admin")).QuerySelector("a[href='/phone']").Should().BeNull();
    }

    [Fact]
    public async Task Beside_a_real_provider_the_phone_is_for_administrators()
    {
        await using var desk = new DeskHost(settings: [("Simulator:Enabled", "true")]);
        using var ann = await desk.SignedInAsync();
        await ann.SubmitAsync("/admin/agents/new", "[action='/admin/agents']", ("Account.Name", "Bob"), ("Account.UserName", "bob"), ("Account.Password", DeskHost.Password), ("Account.PasswordAgain", DeskHost.Password));
        using var bob = await desk.SignedInAsync("bob");

        (await desk.Client.GetAsync("/phone")).Headers.Location!.OriginalString.Should().Contain("/sign-in");
        (await bob.GetAsync("/phone")).Headers.Location!.OriginalString.Should().Contain("/not-allowed");
        (await ann.GetAsync("/phone")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await bob.PostAsync("/phone/live/negotiate?negotiateVersion=1", null)).StatusCode.Should().NotBe(HttpStatusCode.OK);
        (await desk.Client.PostAsync("/phone/live/negotiate?negotiateVersion=1", null)).StatusCode.Should().NotBe(HttpStatusCode.OK);
        (await ann.PostAsync("/phone/live/negotiate?negotiateVersion=1", null)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await ann.PageAsync("/admin")).QuerySelector("a[href='/phone']").Should().NotBeNull();
        (await bob.PageAsync("/admin")).QuerySelector("a[href='/phone']").Should().BeNull();
    }

    [Fact]
    public async Task Beside_a_real_provider_only_numbers_of_the_simulated_carrier_can_be_texted()
    {
        await using var desk = new DeskHost(realGateways: true, settings: [("Simulator:Enabled", "true"), ("Desk:Numbers:+12025550100:Gateway", "simulator")]);
        using var ann = await desk.SignedInAsync();
        await ann.SubmitAsync("/phone", "[data-add]", ("Number", "+447700900123"));

        (await ann.PageAsync("/phone")).QuerySelector("[name='To']")!.GetAttribute("value").Should().Be("+12025550100");
        (await ann.SubmitAsync("/phone", "[data-compose]", ("To", Samples.Desk), ("Text", "Hello"))).StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await desk.TicketsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData(null, null, "key", false)]
    [InlineData(null, "simulator", "key", true)]
    [InlineData(null, "messagebird", null, false)]
    [InlineData("true", "messagebird", "key", true)]
    [InlineData("False", "simulator", null, false)]
    [InlineData("", "simulator", null, true)]
    public void The_phone_is_on_while_the_simulator_sends_unless_the_settings_say_otherwise(string? enabled, string? gateway, string? apiKey, bool isOn) =>
        Defaults.SimulatorIsOn(Configured(enabled, gateway, apiKey)).Should().Be(isOn);

    [Theory]
    [InlineData("Desk:Gateway", "simulator", "MessageBird:ApiKey", "key")]
    [InlineData("Desk:Gateway", "simulator", "Desk:Numbers:+31970109999:Gateway", "messagebird")]
    public async Task Strangers_cannot_play_with_the_phone_while_a_real_provider_is_configured_for_anything(string key, string value, string otherKey, string otherValue)
    {
        await using var desk = new DeskHost(realGateways: true, settings: [(key, value), (otherKey, otherValue)]);
        using var ann = await desk.SignedInAsync();

        (await desk.Client.GetAsync("/phone")).Headers.Location!.OriginalString.Should().Contain("/sign-in");
        (await ann.GetAsync("/phone")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_strangers_page_hears_no_more_of_the_phone_once_a_real_provider_is_set_up()
    {
        await using var desk = new DeskHost(realGateways: true, settings: [("Desk:Gateway", "simulator")]);
        using var ann = await desk.SignedInAsync();
        using var strangers = await LiveLine.OpenAsync(desk.Address);
        using var anns = await LiveLine.OpenAsync(desk.Address, session: await desk.SessionAsync("ann"));
        var sessions = desk.Services.GetRequiredService<LiveSessions>();
        await sessions.CheckAsync(default);
        await desk.Client.SubmitAsync("/phone", "[data-add]", ("Number", "+447700900123"));
        (await strangers.NextAsync()).Should().Contain("phoneChanged");

        await ann.SubmitAsync("/admin/carriers/vonage", "[data-form='carrier']", ("Fields[SignatureMethod]", "Md5Hash"), ("Fields[Auth]", "Basic"), ("Fields[ApiKey]", "key"), ("Fields[ApiSecret]", "s3cr3t-of-vonage"));
        await sessions.CheckAsync(default);
        await strangers.EndAsync();

        await ann.SubmitAsync("/phone", "[data-add]", ("Number", "+447700900124"));
        (await anns.NextAsync()).Should().Contain("phoneChanged");
        (await anns.NextAsync()).Should().Contain("phoneChanged", "each of the two handsets was told");
    }

    [Fact]
    public async Task An_administrator_who_is_disabled_hears_no_more_of_the_phone()
    {
        await using var desk = new DeskHost(settings: [("Simulator:Enabled", "true")]);
        using var ann = await desk.SignedInAsync();
        var agents = desk.Services.GetRequiredService<AgentDesk>();
        await agents.AddAsync("bob", "Bob", AgentRole.Administrator, (await agents.FindAsync("ann", default))!.PasswordHash, default);
        using var bobs = await LiveLine.OpenAsync(desk.Address, session: await desk.SessionAsync("bob"));
        using var anns = await LiveLine.OpenAsync(desk.Address, session: await desk.SessionAsync("ann"));

        await agents.DisableAsync("bob", "ann", default);
        desk.Services.GetRequiredService<WakeUp<LiveSessions>>().Ring();
        await bobs.EndAsync();

        await ann.SubmitAsync("/phone", "[data-add]", ("Number", "+447700900123"));
        (await anns.NextAsync()).Should().Contain("phoneChanged");
    }

    [Fact]
    public void A_switch_that_is_neither_on_nor_off_is_told()
    {
        var read = () => Defaults.SimulatorIsOn(Configured("maybe", null, null));

        read.Should().Throw<InvalidSettingException>().WithMessage("Simulator:Enabled (SIMULATOR_ENABLED) must be true or false, not \"maybe\".");
    }

    private static IConfigurationRoot Configured(string? enabled, string? gateway, string? apiKey) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("Simulator:Enabled", enabled), new("Desk:Gateway", gateway), new("MessageBird:ApiKey", apiKey)])
        .Build();
}
