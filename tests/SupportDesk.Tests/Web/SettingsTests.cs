using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;
using SupportDesk.Web.Hosting;

namespace SupportDesk.Tests.Web;

/// <summary>The file .env and the short names in it, read by the real program.</summary>
public sealed partial class SettingsTests : IDisposable
{
    private static readonly (string Key, string? Value)[] NothingElse = [("DotEnv", "true"), ("ASPNETCORE_URLS", null), ("Desk:DefaultNumber", null), ("Storage:DataFolder", null)];

    private readonly string folder = Directory.CreateTempSubdirectory("supportdesk-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_env_says_is_how_the_desk_starts()
    {
        await using var provider = await RecordingProvider.StartAsync((context, _) => RecordingProvider.AnswerAsync(context, 201, """{"id":"p1"}"""));
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        await WriteAsync(
            "MESSAGEBIRD_API_KEY=test_key", "MESSAGEBIRD_ORIGINATOR=+31 97 010 2400", $"ASPNETCORE_URLS={address.GetLeftPart(UriPartial.Authority)}", "DATA_FOLDER=kept here",
            "ADMIN_USER=ann", $"ADMIN_PASSWORD={DeskHost.Password}", "CONFIRMATION_TEXT=\"Hi, {code} it is.\"", $"MessageBird__ApiUrl={provider.Url}");

        using var desk = await DeskProcess.StartAsync(folder, NothingElse);
        using var ann = desk.NewClient();
        var signedIn = await ann.SubmitAsync("/sign-in", "[action='/sign-in']", ("UserName", "ann"), ("Password", DeskHost.Password));
        (await desk.Client.TextAsync("Hello", "m1")).EnsureSuccessStatusCode();
        var sent = JsonNode.Parse((await provider.FirstAsync()).Body)!;

        desk.Client.BaseAddress.Should().Be(address);
        signedIn.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await desk.Client.GetAsync("/phone")).StatusCode.Should().Be(HttpStatusCode.NotFound, "a real carrier is set up");
        ((string)sent["originator"]!).Should().EndWith("31970102400");
        ((string)sent["body"]!).Should().MatchRegex("^Hi, [A-Z0-9]{6} it is\\.$");
        File.Exists(Path.Combine(folder, "kept here", "supportdesk.db")).Should().BeTrue();
        await desk.KillAsync();
    }

    [Fact]
    public async Task A_real_variable_goes_before_the_file()
    {
        await WriteAsync("REOPEN_WINDOW=from the file", "LOG_FORMAT=from the file");

        var (exitCode, output) = await DeskProcess.RunAsync(folder, [], [.. NothingElse, ("REOPEN_WINDOW", "3.00:00:00"), ("LOG_FORMAT", "from outside")]);

        exitCode.Should().Be(1);
        output.Should().Contain("LOG_FORMAT").And.Contain("from outside").And.NotContain("from the file");
    }

    [Theory]
    [InlineData("CONFIRMATION_TEXT=Thanks! We'll answer soon. Code {code}.", 2)]
    [InlineData("Here is my setting", 2)]
    [InlineData("ADMIN_PASSWORD=my \"secret\" word", 2)]
    [InlineData("ADMIN_PASSWORD=\"my secret word", 2)]
    public async Task A_line_that_cannot_be_understood_is_named_and_what_it_holds_is_not(string line, int number)
    {
        await WriteAsync("# Our desk", line, "LOG_FORMAT=text");

        var (exitCode, output) = await DeskProcess.RunAsync(folder, [], NothingElse);

        exitCode.Should().Be(1);
        output.Should().Contain(Path.Combine(folder, ".env")).And.Contain($"line {number}").And.Contain("quotes");
        output.Should().NotContain("   at ").And.NotContain("secret").And.NotContain("Thanks");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named()
    {
        // Nobody can read this one, whoever runs the tests.
        File.CreateSymbolicLink(Path.Combine(folder, ".env"), "/proc/self/mem");

        var (exitCode, output) = await DeskProcess.RunAsync(folder, [], NothingElse);

        exitCode.Should().Be(1);
        output.Should().Contain(Path.Combine(folder, ".env")).And.NotContain("   at ");
    }

    [Theory]
    [InlineData("plain # comment", "plain")]
    [InlineData("a#b c", "a#b c")]
    [InlineData("\"we'll see\"", "we'll see")]
    [InlineData("'Sup3r$ecret \"#1\" \\n'", "Sup3r$ecret \"#1\" \\n")]
    [InlineData("\"we'll pay \\$5 \\\"now\\\" \\\\\"", "we'll pay $5 \"now\" \\")]
    [InlineData("Sup3r$ecretLong", "Sup3r")]
    [InlineData("\"${DESK_WORD} $DESK_WORD\"", "ours ours")]
    public async Task Values_are_read_as_the_documentation_says(string written, string meant)
    {
        await WriteAsync($"LOG_FORMAT={written}");

        var (_, output) = await DeskProcess.RunAsync(folder, [], [.. NothingElse, ("DESK_WORD", "ours")]);

        output.Should().Contain($"LOG_FORMAT) must be text or json, not \"{meant}\".");
    }

    [Fact]
    public void Every_name_in_the_example_is_a_setting_of_the_desk_or_of_compose()
    {
        var compose = File.ReadAllText(Repository.File("docker-compose.yml"));

        var names = Name().Matches(File.ReadAllText(Repository.File(".env.example"))).Select(match => match.Groups[1].Value).ToList();

        names.Should().HaveCountGreaterThan(40);
        names.Where(name => !Settings.Names.Contains(name) && !compose.Contains($"${{{name}", StringComparison.Ordinal) && name is not "COMPOSE_PROFILES").Should().BeEmpty();
    }

    private Task WriteAsync(params string[] lines) => File.WriteAllLinesAsync(Path.Combine(folder, ".env"), lines);

    [GeneratedRegex("^#?([A-Z][A-Z0-9_]+)=", RegexOptions.Multiline)]
    private static partial Regex Name();
}
