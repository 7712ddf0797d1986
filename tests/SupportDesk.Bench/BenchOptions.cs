using System.Globalization;

namespace SupportDesk.Bench;

/// <summary>What is measured, and how long.</summary>
/// <param name="What">webhook, live, pages or all.</param>
/// <param name="Rounds">Each thing is measured that often, in turns, so that a machine whose speed drifts slows all alike.</param>
/// <param name="Seconds">Length of one round.</param>
/// <param name="MostTickets">The largest inbox.</param>
/// <param name="Mongo">On a MongoDB server in place of SQLite.</param>
/// <param name="Only">Loads of the webhook whose names contain this.</param>
internal sealed record BenchOptions(string What, int Rounds, int Seconds, int MostTickets, bool Mongo, string Only)
{
    private const string Usage = "Usage: dotnet run -c Release --project tests/SupportDesk.Bench -- [webhook|live|pages|all] [--mongodb] [--quick] [--most-tickets N] [--only LOAD]";

    public bool Does(string part) => What == "all" || What == part;

    public static BenchOptions? Read(string[] args)
    {
        var quick = args.Contains("--quick");
        var most = Value(args, "--most-tickets") is { } tickets ? int.Parse(tickets, CultureInfo.InvariantCulture) : quick ? 10_000 : 1_000_000;
        var what = args is [var first, ..] && !first.StartsWith('-') ? first : "all";
        if (what is "webhook" or "live" or "pages" or "all" or "baseline")
            return new(what, quick ? 2 : 3, quick ? 2 : 4, most, args.Contains("--mongodb"), Value(args, "--only") ?? "");
        Console.Error.WriteLine(Usage);
        return null;
    }

    private static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
