using System.Globalization;

namespace SupportDesk.Bench;

/// <summary>What is measured, and how long.</summary>
/// <param name="What">webhook, live, pages or all.</param>
/// <param name="Rounds">Each thing is measured that often, in turns, so that a machine whose speed drifts slows all alike.</param>
/// <param name="Seconds">Length of one round.</param>
/// <param name="MostTickets">The largest inbox.</param>
/// <param name="Mongo">On a MongoDB server in place of SQLite.</param>
internal sealed record BenchOptions(string What, int Rounds, int Seconds, int MostTickets, bool Mongo)
{
    private const string Usage = "Usage: dotnet run -c Release --project tests/SupportDesk.Bench -- [webhook|live|pages|all] [--mongodb] [--quick] [--most-tickets N]";

    public bool Does(string part) => What == "all" || What == part;

    public static BenchOptions? Read(string[] args)
    {
        var quick = args.Contains("--quick");
        var most = Array.IndexOf(args, "--most-tickets") is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : quick ? 10_000 : 1_000_000;
        var what = args.FirstOrDefault(arg => !arg.StartsWith('-') && !int.TryParse(arg, out _)) ?? "all";
        if (what is "webhook" or "live" or "pages" or "all" or "baseline")
            return new(what, quick ? 2 : 3, quick ? 2 : 4, most, args.Contains("--mongodb"));
        Console.Error.WriteLine(Usage);
        return null;
    }
}
