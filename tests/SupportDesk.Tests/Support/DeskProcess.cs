using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SupportDesk.Tests.Support;

/// <summary>The program as a process of its own, to be killed.</summary>
internal sealed partial class DeskProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly List<string> output;

    private DeskProcess(Process process, Uri address, List<string> output)
    {
        this.process = process;
        this.output = output;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    /// <summary>A client with cookies of its own that follows no redirects.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Client.BaseAddress };

    public static async Task<DeskProcess> StartAsync(string folder, params (string Key, string? Value)[] settings)
    {
        var process = new Process { StartInfo = StartInfo(folder, settings), EnableRaisingEvents = true };
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new List<string>();
        process.OutputDataReceived += (_, line) => Look(line.Data);
        process.ErrorDataReceived += (_, line) => Look(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The desk ended: {string.Join('\n', output)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new(process, await ready.Task.WaitAsync(Deadline), output);
        }
        catch (Exception error) when (error is TimeoutException or InvalidOperationException)
        {
            process.Kill();
            process.Dispose();
            throw;
        }

        void Look(string? line)
        {
            lock (output)
                output.Add(line ?? "");
            if (Ready().Match(line ?? "") is { Success: true } match)
                ready.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    /// <summary>
    /// Runs the program with arguments to its end; returns its exit code and all that it printed. One that does not end within a minute, as a desk
    /// that serves where it should have refused to, is killed and told.
    /// </summary>
    public static Task<(int ExitCode, string Output)> RunAsync(string folder, string[] arguments, params (string Key, string? Value)[] settings) =>
        RunAsync(folder, arguments, "", settings);

    /// <summary>The same, with something to read.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, string[] arguments, string input, params (string Key, string? Value)[] settings)
    {
        using var process = Start(folder, arguments, settings);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw new TimeoutException($"The program did not end: {string.Concat(await output)}");
        }
        return (process.ExitCode, string.Concat(await output));
    }

    /// <summary>Begins to run the program with arguments; what it prints has to be read, or is lost with it.</summary>
    public static Process Start(string folder, string[] arguments, params (string Key, string? Value)[] settings)
    {
        var start = StartInfo(folder, settings);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>What it printed until now, line by line.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (output)
                return [.. output.Where(line => line.Length > 0)];
        }
    }

    /// <summary>As <c>kill</c>: asks it to end.</summary>
    public async Task AskToEndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(Deadline);
    }

    /// <summary>Its exit code, once it has ended.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Deadline);
        return process.ExitCode;
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Deadline);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        Client.Dispose();
        process.Dispose();
    }

    /// <summary>A setting that is null is left to what the program finds otherwise.</summary>
    private static ProcessStartInfo StartInfo(string folder, (string Key, string? Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SupportDesk.Web.dll"));
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["DotEnv"] = "false";
        // A killed desk leaves the counters of MongoDB's driver in shared memory; one that gets its process number would say so on the console.
        start.Environment["MONGOC_DISABLE_SHM"] = "1";
        start.Environment["Storage__DataFolder"] = folder;
        start.Environment["Desk__DefaultNumber"] = Samples.Desk;
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    [GeneratedRegex("SupportDesk is ready: ([^\"\\s]+)")]
    private static partial Regex Ready();
}
