using System.Globalization;

namespace SupportDesk.Bench;

/// <summary>Prints figures so that they can be compared by eye and by ratio.</summary>
internal static class Table
{
    public static void Heading(string words) => Console.WriteLine($"\n{words}");

    public static void Row(string name, params string[] cells) => Console.WriteLine($"  {name,-46}{string.Join("  ", cells.Select(cell => $"{cell,-28}")).TrimEnd()}");

    public static void Loads(string name, IReadOnlyList<LoadResult> results) => Row(
        name,
        Spread(results.Select(result => result.PerSecond), "/s"),
        "p50 " + Spread(results.Select(result => result.P50), "ms"),
        "p99 " + Spread(results.Select(result => result.P99), "ms"),
        "processor " + Spread(results.Select(result => result.Processor), "µs"));

    /// <summary>The desk's medians against the bare server's, figure by figure.</summary>
    public static void Ratios(IReadOnlyList<LoadResult> bares, IReadOnlyList<LoadResult> desks)
    {
        string Of(Func<LoadResult, double> figure) => Ratio(Median(desks.Select(figure)), Median(bares.Select(figure)));
        Row("ratio", Of(result => result.PerSecond), Of(result => result.P50), Of(result => result.P99), Of(result => result.Processor));
    }

    /// <summary>Median and range.</summary>
    public static string Spread(IEnumerable<double> values, string unit)
    {
        var sorted = values.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{Median(sorted):0.##} ({sorted[0]:0.##}–{sorted[^1]:0.##}) {unit}");
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }

    public static string Ratio(double of, double to) => string.Create(CultureInfo.InvariantCulture, $"{of / to:0.00}×");
}
