using System.Globalization;

namespace SupportDesk.Bench;

/// <summary>Prints figures so that they can be compared by eye and by ratio.</summary>
internal static class Table
{
    public static void Heading(string words) => Console.WriteLine($"\n{words}");

    public static void Row(string name, params string[] cells) => Console.WriteLine($"  {name,-44}{string.Concat(cells.Select(cell => $"{cell,26}"))}");

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
