using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SupportDesk.MongoServer;

/// <summary>
/// A MongoDB server for development: says its address and runs until Ctrl+C. Its data is gone afterwards.
/// <c>dotnet run --project tests/SupportDesk.MongoServer -- [--port 27117] [--user NAME --password WORD] [--durable]</c>
/// </summary>
internal static class CommandLine
{
    public static async Task<int> Main(string[] arguments)
    {
        var ended = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            await using var server = await StartAsync(arguments);
            Console.WriteLine($"MongoDB (DocumentDB) is ready: {server.Uri}");
            await ended.Task;
            return 0;
        }
        catch (Exception reason) when (reason is InvalidOperationException or SocketException)
        {
            await Console.Error.WriteLineAsync(reason.Message);
            return 1;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ended.TrySetResult();
        }
    }

    private static Task<LocalServer> StartAsync(string[] arguments)
    {
        var login = Option("--user") is { } user ? new Login(user, Option("--password") ?? "") : null;
        return LocalServer.StartAsync(login, arguments.Contains("--durable"), int.Parse(Option("--port") ?? "0", CultureInfo.InvariantCulture));

        string? Option(string name) => Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
