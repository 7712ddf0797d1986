using System.Diagnostics;
using SupportDesk.StoreWriter;

namespace SupportDesk.Storage.Sqlite;

/// <summary>The real program that writes until it is killed.</summary>
internal sealed class StoreWriterProcess : IDisposable
{
    private const int IdLength = 10;

    /// <summary>Far more than any of it takes.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Process process;

    private StoreWriterProcess(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // The runtime maps its own code through a large file, which a limit on file sizes would forbid.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        process = Process.Start(start)!;
    }

    private static string Program => typeof(Entry).Assembly.Location;

    /// <summary>Begins to write; the run's letter makes its ids its own.</summary>
    public static StoreWriterProcess Start(string folder, char run) => new("dotnet", Program, folder, run.ToString());

    /// <summary>No file of this one may grow beyond 2 MB: the system fails its writes.</summary>
    public static StoreWriterProcess StartWithoutRoom(string folder, char run) =>
        new("sh", "-c", "trap '' XFSZ; ulimit -f 4096; exec dotnet \"$0\" \"$1\" \"$2\"", Program, folder, run.ToString());

    /// <summary>Ids that were acknowledged: as many as asked for, or fewer when it ended.</summary>
    public async Task<List<string>> AcknowledgedAsync(int most = int.MaxValue)
    {
        var ids = new List<string>();
        while (ids.Count < most && await process.StandardOutput.ReadLineAsync().WaitAsync(Deadline) is { } line)
        {
            if (line.Length is IdLength)
                ids.Add(line);
        }
        return ids;
    }

    /// <summary>kill -9, in the middle of whatever it does; gives what it still had said.</summary>
    public async Task<List<string>> KillAsync()
    {
        process.Kill();
        var rest = await AcknowledgedAsync();
        await process.WaitForExitAsync().WaitAsync(Deadline);
        return rest;
    }

    public async Task<(int Code, string Error)> EndAsync()
    {
        // Both are read: one who is not listened to does not end.
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(Deadline);
        return (process.ExitCode, (await error).Trim());
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
