using System.Diagnostics;
using System.Reflection;

namespace SupportDesk.MongoServer;

/// <summary>Runs the scripts of <c>judge/</c>, which use MongoDB's own driver for Node.js.</summary>
public static class Judge
{
    private static string Folder { get; } =
        typeof(Judge).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key is "Judge").Value!;

    /// <summary>Lets the driver try servers. The addresses are in MongoDB's form; the second wants a password.</summary>
    public static Task<(int ExitCode, string Output)> TryAsync(string uri, string signInUri) =>
        RunAsync(["--test", "judge.mjs"], ("MONGODB_URI", uri), ("MONGODB_SIGN_IN_URI", signInUri));

    /// <summary>Lets the driver read what SupportDesk wrote, and change it.</summary>
    public static Task<(int ExitCode, string Output)> ReadAndWriteAsync(string uri, string ticket) => RunAsync(["read-and-write.mjs", uri, ticket]);

    private static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output));
    }
}
