using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SupportDesk.Storage.Moving;

/// <summary>A document with everything that engines keep in different ways.</summary>
public sealed record Odd : Document, IStored<Odd>
{
    public string Text { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? Until { get; init; }

    public IReadOnlyList<DateTimeOffset> Times { get; init; } = [];

    public byte[] Bytes { get; init; } = [];

    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public double Share { get; init; }

    public long Large { get; init; }

    public string? Name { get; init; }

    public static readonly DocumentIndex<Odd> ByName = new("by_name", odd => odd.Name, unique: true);

    public static DocumentType<Odd> Stored { get; } = new("odd", (JsonTypeInfo<Odd>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Odd)), ByName);

    public static readonly string[] Ids = ["", "\0", "a\0b", "a", "\"quoted\"", "'; DROP TABLE odd; --", "back\\slash", "$set", "a.b", "line\nbreak", "👩‍🚒", "\uFFFD", "\u202Egnitirw", "é", "~"];

    /// <summary>One document per odd id, each odd in every field.</summary>
    public static IEnumerable<Odd> All => Ids.Select((id, at) => new Odd
    {
        Id = id,
        Text = $"\0\u0001\u001F\u007F\r\n\t\"\\{id} {{\"$date\": 1}} 👍 </script>",
        At = new DateTimeOffset(2026, 3, 1, 23, 59, 59, TimeSpan.FromHours(at - 7)).AddTicks(at * 1_234_567 + 1),
        Until = at % 2 is 0 ? new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_999) : null,
        Times = [DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch.AddTicks(-1)],
        Bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)],
        Words = new Dictionary<string, string>(StringComparer.Ordinal) { ["$gt"] = "", ["a.b"] = "\0", ["Id"] = "x", ["keys"] = "y", ["_id"] = "z" },
        Share = 0.1 + at,
        Large = long.MaxValue - at,
        Name = at % 3 is 0 ? null : string.Create(CultureInfo.InvariantCulture, $"name {at}\0"),
    });
}
