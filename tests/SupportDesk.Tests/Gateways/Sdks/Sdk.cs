using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace SupportDesk.Tests.Gateways.Sdks;

/// <summary>Asks a vendor's own SDK for Node.js, by the scripts of <c>judge/</c>. It can reach this machine only.</summary>
internal static class Sdk
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static string Folder { get; } =
        typeof(Sdk).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key is "SdkJudges").Value!;

    /// <summary>What the SDK makes of each question, in the same order, by one process.</summary>
    /// <param name="name">The script.</param>
    /// <param name="questions">Objects whose property "ask" names what the SDK is to do.</param>
    /// <param name="url">Where on this machine its calls to the vendor go.</param>
    public static async Task<IReadOnlyList<JsonElement>> AskAsync(string name, IReadOnlyList<object> questions, string? url = null)
    {
        var (code, output, errors) = await RunAsync(url is null ? ["judge.cjs", name] : ["judge.cjs", name, $"{new Uri(url).Port}"], questions.Select(question => JsonSerializer.Serialize(question)));
        code.Should().Be(0, errors);
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        answers.Should().HaveSameCount(questions, errors);
        return answers;
    }

    /// <summary>The SDK's verdict on each question.</summary>
    public static async Task<IReadOnlyList<bool>> JudgeAsync(string name, IReadOnlyList<object> questions) =>
        [.. (await AskAsync(name, questions)).Select(answer => answer.GetProperty("good").GetBoolean())];

    /// <summary>Runs Node.js in the judges' folder, and ends it when it has not ended by itself in 30 seconds.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string[] arguments, IEnumerable<string>? lines = null)
    {
        using var node = Start(arguments);
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        using var longest = new CancellationTokenSource(Longest);
        try
        {
            await WriteAsync(node, lines ?? [], longest.Token);
            await node.WaitForExitAsync(longest.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            throw new TimeoutException($"node {string.Join(' ', arguments)} has not ended in {Longest.TotalSeconds} seconds: {await errors}");
        }

        return (node.ExitCode, await output, await errors);
    }

    /// <summary>Settings of the machine would change what an SDK does: proxies, regions, keys.</summary>
    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Skip.If(true, "Node.js is missing (on Debian: apt install nodejs), and the vendors' SDKs run in it.");
            throw;
        }
    }

    /// <summary>A process that gives up closes its end; why stands in its errors.</summary>
    private static async Task WriteAsync(Process node, IEnumerable<string> lines, CancellationToken cancellation)
    {
        try
        {
            await using var input = node.StandardInput;
            foreach (var line in lines)
                await input.WriteLineAsync(line.AsMemory(), cancellation);
        }
        catch (IOException)
        {
        }
    }
}
