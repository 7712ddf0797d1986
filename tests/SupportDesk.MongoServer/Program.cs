// A MongoDB server for development: says its address and runs until Ctrl+C. Its data is gone afterwards.
//   dotnet run --project tests/SupportDesk.MongoServer -- [--port 27117] [--user NAME --password WORD] [--durable]
using System.Globalization;
using System.Runtime.InteropServices;
using SupportDesk.MongoServer;

var login = Option("--user") is { } user ? new Login(user, Option("--password") ?? "") : null;
var ended = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

await using var server = await LocalServer.StartAsync(login, args.Contains("--durable"), int.Parse(Option("--port") ?? "0", CultureInfo.InvariantCulture));
Console.WriteLine($"MongoDB (DocumentDB) is ready: {server.Uri}");
await ended.Task;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ended.TrySetResult();
}
