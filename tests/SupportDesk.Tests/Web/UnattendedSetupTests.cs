using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
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
    public async Task A_wrong_account_stops_the_start_while_the_store_is_away_too(string user, string password, string named)
    {
        var time = new ManualTime(Samples.Morning);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Setup:User", user), new("Setup:Password", password)]).Build();
        using var setup = new UnattendedSetup(new AgentDesk(new FullStore(null!) { IsAway = true }, new DeskClock(time)), new PasswordHasher<Agent>(), configuration, time, NullLogger<UnattendedSetup>.Instance);

        var start = () => setup.StartAsync(default);

        await start.Should().ThrowAsync<InvalidSettingException>().WithMessage($"*{named}*");
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
