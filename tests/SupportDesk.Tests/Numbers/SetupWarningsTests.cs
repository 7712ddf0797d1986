using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Agents;
using SupportDesk.Numbers;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Numbers;

/// <summary>Numbers that nothing can be sent from are told before an answer fails.</summary>
public sealed class SetupWarningsTests
{
    [Fact]
    public async Task A_carrier_that_is_named_without_its_key_is_told_to_administrators_on_their_pages()
    {
        await using var desk = new DeskHost(realGateways: true, settings: ("Desk:Gateway", "messagebird"));
        using var ann = await desk.SignedInAsync();

        foreach (var path in new[] { "/admin", "/admin/numbers" })
            (await ann.PageAsync(path)).QuerySelector("[data-setup-warning='messagebird']")!.TextContent.Should().Contain("MessageBird:ApiKey (MESSAGEBIRD_API_KEY) is not set.");
        (await ann.PageAsync("/admin/numbers")).QuerySelector($"[data-number='{Samples.Desk}']")!.TextContent.Should().Contain("nothing can be sent");

        var agents = desk.Services.GetRequiredService<AgentDesk>();
        await agents.AddAsync("bob", "Bob", AgentRole.Agent, (await agents.AllAsync(default))[0].PasswordHash, default);
        using var bob = await desk.SignedInAsync("bob");
        (await bob.PageAsync("/admin")).QuerySelector("[data-setup-warning]").Should().BeNull();
    }

    [Fact]
    public async Task With_its_key_nothing_is_told()
    {
        await using var desk = new DeskHost(realGateways: true, settings: [("Desk:Gateway", "messagebird"), ("MessageBird:ApiKey", "key")]);

        desk.Services.GetRequiredService<SetupWarnings>().All.Should().BeEmpty();
    }

    [Fact]
    public async Task The_log_says_it_once_and_again_when_it_came_back()
    {
        await using var desk = new DeskHost();
        var log = new LogRecorder();
        using var logs = LoggerFactory.Create(build => build.AddProvider(log));
        var warnings = new SetupWarnings(desk.Services.GetRequiredService<SupportNumbers>(), desk.Services.GetRequiredService<SupportDesk.Messages.Gateways>(), logs.CreateLogger<SetupWarnings>());
        var numbers = desk.Services.GetRequiredService<NumberDesk>();

        warnings.Tell();
        await numbers.AddAsync("+31970102401", new() { Gateway = "twilio" }, "Ann", default);
        warnings.Tell();
        warnings.Tell();
        await numbers.RemoveAsync((await numbers.FindAsync("+31970102401", default))!, default);
        warnings.Tell();
        await numbers.AddAsync("+31970102401", new() { Gateway = "twilio" }, "Ann", default);
        warnings.Tell();

        log.Lines.Should().HaveCount(2).And.OnlyContain(line => line.Contains("Nothing can be sent by twilio", StringComparison.Ordinal));
    }
}
