using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SupportDesk.MongoServer;

/// <summary>
/// PostgreSQL with DocumentDB as <c>documentdb.sh</c> runs it, with data of its own that is gone with it.
/// The script ends it when its input ends, so nothing is left when this program is killed.
/// </summary>
public sealed class DocumentDb : IAsyncDisposable
{
    private const string Ready = "ready ";

    /// <summary>Far more than it takes; what is not done by then hangs.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(3);

    private readonly Process runner;
    private readonly bool durable;

    private DocumentDb(Process runner, string folder, int port, bool durable) =>
        (this.runner, Folder, Port, this.durable) = (runner, folder, port, durable);

    public int Port { get; }

    /// <summary>Where its data is until it is disposed.</summary>
    public string Folder { get; }

    private string Name => Path.GetFileName(Folder);

    /// <summary>Fetches what is missing (about 20 seconds, once on a machine) and starts it. Throws <see cref="InvalidOperationException"/> with the reason, or <see cref="TimeoutException"/>.</summary>
    public static async Task<DocumentDb> StartAsync(bool durable = false)
    {
        var name = $"run-{Guid.NewGuid():N}";
        var port = FreePort();
        var runner = Start(Script(Arguments("run", name, port, durable)));
        var errors = runner.StandardError.ReadToEndAsync();
        var line = await WithinAsync(LongestStart, runner, runner.StandardOutput.ReadLineAsync());
        return line?.StartsWith(Ready, StringComparison.Ordinal) is true
            ? new(runner, line[Ready.Length..], port, durable)
            : throw new InvalidOperationException((await WithinAsync(LongestCommand, runner, errors)).Trim());
    }

    /// <summary>Stops PostgreSQL and starts it again with the same data.</summary>
    /// <param name="crash">As if it was killed: it recovers from its journal. Only a durable server then has all that it acknowledged.</param>
    public async Task RestartAsync(bool crash = false)
    {
        await StopAsync(crash);
        await ResumeAsync();
    }

    /// <summary>Stops PostgreSQL; the data stays until this is disposed.</summary>
    public Task StopAsync(bool crash = false) => RunAsync(crash ? ["stop", Name, "--now"] : ["stop", Name]);

    /// <summary>Starts PostgreSQL again after <see cref="StopAsync"/>.</summary>
    public Task ResumeAsync() => RunAsync(Arguments("start", Name, Port, durable));

    public async ValueTask DisposeAsync()
    {
        runner.StandardInput.Close();
        await WithinAsync(LongestCommand, runner, EndAsync(runner));
        runner.Dispose();
    }

    private static string[] Arguments(string command, string name, int port, bool durable) =>
        [command, name, $"{port}", .. durable ? (string[])["--durable"] : []];

    private static async Task RunAsync(string[] arguments)
    {
        using var process = Start(Script(arguments));
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        if (await WithinAsync(LongestCommand, process, EndAsync(process)) is not 0)
            throw new InvalidOperationException((await errors).Trim());
    }

    private static async Task<int> EndAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>What takes longer is killed, with all that it started.</summary>
    private static async Task<T> WithinAsync<T>(TimeSpan longest, Process process, Task<T> task)
    {
        try
        {
            return await task.WaitAsync(longest);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo script)
    {
        try
        {
            return Process.Start(script)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidOperationException($"DocumentDB is run by bash and setsid, as Linux has them. {error.Message}", error);
        }
    }

    private static ProcessStartInfo Script(string[] arguments)
    {
        // A session of its own: what ends this program's whole process group must not take the script with it before it has cleaned up.
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("bash");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "documentdb.sh"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
