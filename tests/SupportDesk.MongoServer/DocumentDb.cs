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

    private readonly Process runner;
    private readonly bool durable;

    private DocumentDb(Process runner, string folder, int port, bool durable) =>
        (this.runner, Folder, Port, this.durable) = (runner, folder, port, durable);

    public int Port { get; }

    /// <summary>Where its data is until it is disposed.</summary>
    public string Folder { get; }

    private string Name => Path.GetFileName(Folder);

    /// <summary>Fetches what is missing (about 20 seconds, once on a machine) and starts it. Throws <see cref="InvalidOperationException"/> with the reason.</summary>
    public static async Task<DocumentDb> StartAsync(bool durable = false)
    {
        var name = $"run-{Guid.NewGuid():N}";
        var port = FreePort();
        var runner = Start(Script(Arguments("run", name, port, durable)));
        var errors = runner.StandardError.ReadToEndAsync();
        if (await runner.StandardOutput.ReadLineAsync() is { } line && line.StartsWith(Ready, StringComparison.Ordinal))
            return new(runner, line[Ready.Length..], port, durable);
        throw new InvalidOperationException((await errors).Trim());
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
        await runner.WaitForExitAsync();
        runner.Dispose();
    }

    private static string[] Arguments(string command, string name, int port, bool durable) =>
        [command, name, $"{port}", .. durable ? (string[])["--durable"] : []];

    private static async Task RunAsync(string[] arguments)
    {
        using var process = Start(Script(arguments));
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode is not 0)
            throw new InvalidOperationException((await errors).Trim());
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
