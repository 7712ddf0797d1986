using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SupportDesk.Agents;
using SupportDesk.Tests.Support;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Tests.Web;

public sealed class UnattendedSetupTests
{
    [Theory]
    [InlineData("two words", DeskHost.Password, "ADMIN_USER")]
    [InlineData("ann", "short", "ADMIN_PASSWORD")]
    [InlineData("ann", "", "ADMIN_PASSWORD")]
    public async Task A_wrong_account_that_is_found_when_the_store_comes_late_is_told_and_ends_nothing(string user, string password, string named)
    {
        await using var desk = new DeskHost(settings: ("Setup:User", ""));
        using var log = new LogRecorder();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        var time = new ManualTime();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Setup:User", user), new("Setup:Password", password)]).Build();
        using var setup = new UnattendedSetup(new AgentDesk(desk.Store, new DeskClock(time)), new PasswordHasher<Agent>(), configuration, time, loggers.CreateLogger<UnattendedSetup>());
        desk.FullStore.IsAway = true;
        await setup.StartAsync(default);
        await time.UntilTimerAsync(TimeSpan.FromSeconds(1));

        desk.FullStore.IsAway = false;
        time.Advance(TimeSpan.FromSeconds(1));

        await setup.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
        log.Lines.Should().ContainSingle(line => line.StartsWith("Error: The first administrator cannot be created", StringComparison.Ordinal)).Which.Should().Contain(named);
    }

    [Fact]
    public async Task What_is_set_does_not_matter_once_there_is_an_administrator()
    {
        var folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;
        await using (var before = new DeskHost(folder))
            (await before.SignedInAsync()).Dispose();

        await using (var after = new DeskHost(folder, settings: ("Setup:Password", "")))
            (await after.SignedInAsync()).Dispose();

        Directory.Delete(folder, recursive: true);
    }
}
