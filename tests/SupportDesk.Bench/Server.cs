using System.Diagnostics;

namespace SupportDesk.Bench;

/// <summary>A server in a process of its own.</summary>
internal sealed class Server : IDisposable
{
    private const string Ready = "SupportDesk is ready: ";
    private readonly Process process;

    private Server(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Resident memory now, in MB.</summary>
    public double Memory => Look().WorkingSet64 / 1e6;

    /// <summary>The most that was ever resident, in MB.</summary>
    public double PeakMemory => Look().PeakWorkingSet64 / 1e6;

    /// <summary>Processor time of the process so far.</summary>
    public TimeSpan Processor => Look().TotalProcessorTime;

    /// <summary>The program as it is released.</summary>
    public static Task<Server> DeskAsync(Place place) => StartAsync(DeskDll(), place.Folder, [], new()
    {
        ["Storage__DataFolder"] = place.Folder,
        ["Storage__MongoUri"] = place.MongoUri,
        ["DotEnv"] = "false",
        ["Web__UnverifiedWebhooksPerSecond"] = "1000000",
        ["Setup__User"] = Desk.User,
        ["Setup__Password"] = Desk.Password,
    });

    /// <summary>Bare MVC and a bare Razor page.</summary>
    public static Task<Server> BaselineAsync() => StartAsync(typeof(Server).Assembly.Location, AppContext.BaseDirectory, ["baseline"], []);

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private Process Look()
    {
        process.Refresh();
        return process;
    }

    private static async Task<Server> StartAsync(string dll, string folder, string[] arguments, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments]) { RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        var port = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.IndexOf(Ready, StringComparison.Ordinal) is int at and >= 0)
                port.TrySetResult(new Uri(line.Data[(at + Ready.Length)..].Trim()).Port);
        };
        process.Start();
        process.BeginOutputReadLine();
        return new(process, await port.Task.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    /// <summary>Built beside this program, in the same configuration.</summary>
    private static string DeskDll()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var repository = here.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(repository, "src", "SupportDesk.Web", "bin", here.Parent!.Name, here.Name, "SupportDesk.Web.dll");
    }
}
