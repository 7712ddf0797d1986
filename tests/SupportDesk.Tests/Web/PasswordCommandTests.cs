using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Agents;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Web;

/// <summary>The way in when nobody can sign in.</summary>
public sealed class PasswordCommandTests : IDisposable
{
    private const string Fresh = "another horse battery";

    private readonly string folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_locked_and_disabled_administrator_can_sign_in_with_the_new_password()
    {
        await using (var desk = new DeskHost(folder))
        {
            var agents = desk.Services.GetRequiredService<AgentDesk>();
            await agents.AddAsync("bob", "Bob", AgentRole.Administrator, "hash", default);
            for (var attempt = 0; attempt < 5; attempt++)
                await agents.TrySignInAsync("ann", default);
            (await agents.DisableAsync("ann", "bob", default))!.IsDisabled.Should().BeTrue();
        }

        (await PasswordAsync("Ann", Fresh + "\n")).Should().Be((0, "Ann has a new password and can sign in.\n"));

        await using var after = new DeskHost(folder);
        using var ann = await after.SignedInAsync("ann", Fresh);
    }

    [Fact]
    public async Task While_the_desk_runs_it_says_so_and_changes_nothing()
    {
        await using var desk = new DeskHost(folder);

        var (exitCode, output) = await PasswordAsync("ann", Fresh);

        exitCode.Should().Be(1);
        output.Should().StartWith("Another SupportDesk already uses the data folder").And.NotContain("   at ");
        using var ann = await desk.SignedInAsync();
    }

    [Theory]
    [InlineData("nobody", Fresh, "\"nobody\"")]
    [InlineData("ann", "", "at least 10 characters")]
    [InlineData("ann", "too short\nand a second line", "at least 10 characters")]
    public async Task What_is_wrong_is_told_in_a_sentence_and_changes_nothing(string user, string input, string words)
    {
        await using (new DeskHost(folder))
        {
            // Ann is set up.
        }

        var (exitCode, output) = await PasswordAsync(user, input);

        exitCode.Should().Be(1);
        output.Should().Contain(words).And.NotContain("   at ").And.NotContain(Fresh);
        await using var after = new DeskHost(folder);
        using var ann = await after.SignedInAsync();
    }

    [Fact]
    public async Task A_password_among_the_arguments_is_not_taken() =>
        (await DeskProcess.RunAsync(folder, ["password", "ann", Fresh])).Should().Match<(int ExitCode, string Output)>(run => run.ExitCode == 2 && run.Output.StartsWith("Usage:"));

    private Task<(int ExitCode, string Output)> PasswordAsync(string user, string input) => DeskProcess.RunAsync(folder, ["password", user], input);
}
